"""Template filters: one each for dates, years and numbers."""

from django import template

from cases.selectors import localized_format as reader_format

register = template.Library()
register.filter("localdate", reader_format.day)
register.filter("localmoment", reader_format.moment)
register.filter("localyear", reader_format.year)
register.filter("localspan", reader_format.span)
register.filter("localnumber", reader_format.number)
register.filter("localdigits", reader_format.digits)
