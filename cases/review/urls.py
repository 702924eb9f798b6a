"""Addresses of submissions, of problems and opinions of cases, and of what a city says of them, below a language."""

from django.urls import path

from .views import holds, opinions, parts, problems, proposing, submission
from .views.rounds import how, judging

app_name = "review"
urlpatterns = [
    path("problem/<slug:code>/", problems.report, name="report"),
    path("problem/of/<str:secret>/", problems.reported, name="reported"),
    path("cases-of-cities/<int:pk>/", holds.holds, name="holds"),
    path("opinion/<slug:code>/", opinions.sign, name="opinion"),
    path("opinion/<slug:code>/revoke/", opinions.revoke, name="revoke_opinion"),
    path("propose/", proposing.propose, name="propose"),
    path("propose/puzzle/", proposing.puzzle, name="puzzle"),
    path("propose/similar/", proposing.similar, name="similar"),
    path("propose/confirm/", proposing.confirm_address, name="confirm"),
    path("propose/mine/", proposing.mine, name="mine"),
    path("propose/leave/", proposing.leave_browser, name="leave"),
    path("submissions/<slug:number>/", submission.submission, name="submission"),
    path("submissions/<slug:number>/send/", submission.send_submission, name="send"),
    path("submissions/<slug:number>/withdraw/", submission.withdraw_submission, name="withdraw"),
    path("submissions/<slug:number>/forget/", submission.forget, name="forget"),
    path("submissions/<slug:number>/people/", parts.co_submitters, name="co_submitters"),
    path("submissions/<slug:number>/people/<int:pk>/end/", parts.end_part, name="end_part"),
    path("submissions/<slug:number>/files/", parts.attach_file, name="attach"),
    path("submissions/<slug:number>/files/<int:pk>/", parts.attachment, name="attachment"),
    path("submissions/<slug:number>/files/<int:pk>/remove/", parts.detach_file, name="detach"),
    path("submissions/<slug:number>/write/<slug:name>/", submission.section, name="section"),
    path("submissions/<slug:number>/write/<slug:name>/comment/", parts.comment_on, name="comment"),
    path("how-cases-are-reviewed/", how.how, name="how"),
    path("judging/", judging.asked, name="asked"),
    path("judging/<int:pk>/", judging.judge, name="judge"),
    path("judging/<int:pk>/give-back/", judging.give_back, name="give_back"),
    path("judging/<int:pk>/revise/", judging.revise, name="revise"),
    path("judging/<int:pk>/discussion/", judging.discuss, name="discuss"),
]
