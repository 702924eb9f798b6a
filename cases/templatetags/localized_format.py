"""Template filters: one each for dates, years and numbers."""

from django import template

from cases.selectors import localized_format as localized_format

register = template.Library()
register.filter("localdate", localized_format.day)
register.filter("localmoment", localized_format.moment)
register.filter("localyear", localized_format.year)
register.filter("localspan", localized_format.span)
register.filter("localnumber", localized_format.number)
register.filter("localdigits", localized_format.digits)
