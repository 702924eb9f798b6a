"""Deadlines and calendars of a city that a merge takes away."""

from cases.messages.models import CityCalendar, Deadline
from cases.models import City

from .keeping import reckon_again


def carry_over(source: City, target: City) -> None:
    """Gives them to the city that takes it over; the calendar only where that has none of its own."""
    if not CityCalendar.objects.filter(city=target).exists():
        CityCalendar.objects.filter(city=source).update(city=target)
    if Deadline.objects.filter(city=source).update(city=target):
        reckon_again(target)
