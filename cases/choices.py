"""Closed lists of values. Codes are stable in the database, URLs, index and exchange format; labels are translated."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Status(models.TextChoices):
    """Status of a practice in its own city."""

    PLANNED = "planned", pgettext_lazy("status of a practice", "Planned")
    PILOT = "pilot", _("Pilot")
    RUNNING = "running", _("Running")
    SCALED = "scaled", _("Scaled up")
    COMPLETED = "completed", _("Completed")
    DISCONTINUED = "discontinued", _("Discontinued")
    NEVER_STARTED = "never-started", _("Never started")


class Outcome(models.TextChoices):
    """Outcome of a practice against its own goal, whatever its status."""

    REACHED = "reached", _("Goal reached")
    PARTLY = "partly", _("Goal partly reached")
    MISSED = "missed", _("Goal missed")
    UNKNOWN = "unknown", _("Outcome not known")


class EvidenceLevel(models.TextChoices):
    """Steps of the evidence for a case, the lowest first. Each asks for all that those before it ask for."""

    DESCRIBED = "described", pgettext_lazy("evidence", "Described")
    DOCUMENTED = "documented", pgettext_lazy("evidence", "Documented")
    FIGURES = "figures", pgettext_lazy("evidence", "Backed by figures")
    MEASURED = "measured", pgettext_lazy("evidence", "Measured before and after")
    INDEPENDENT = "independent", pgettext_lazy("evidence", "Independently evaluated")


class ArchiveReason(models.TextChoices):
    """Reasons for which a case is archived: it stays readable, and nobody keeps it true any more."""

    ENDED = "ended", _("The practice has ended")
    REPLACED = "replaced", _("Another practice took its place")
    UNCONFIRMED = "unconfirmed", _("Nobody could confirm it any more")
    WRONG = "wrong", _("It turned out not to be right")
    ASKED = "asked", _("The city asked for it")


class Setback(models.TextChoices):
    """Setbacks: what went wrong with a practice, whatever became of its goal. None ticked: nobody has looked."""

    COST_OVERRUN = "cost-overrun", _("Cost over plan")
    DELAY = "delay", _("Behind schedule")
    PROTEST = "protest", _("Protest")
    COURT = "court", _("Court case")
    NEW_LEADERSHIP = "new-leadership", _("Change of leadership")
    LITTLE_USE = "little-use", _("Little used")
    PRIVACY = "privacy", _("Privacy concerns")
    CONTRACTOR = "contractor", _("Trouble with a contractor")
    FAKED_FIGURES = "faked-figures", _("Faked figures")
    DISPLACEMENT = "displacement", _("People displaced")
    UPKEEP = "upkeep", _("Neglected upkeep")
    TARGET_MISSED = "target-missed", _("Target not reached")


class CostKind(models.TextChoices):
    """Kinds of cost: what an amount pays for. Left empty where nobody has said."""

    TOTAL = "total", _("Total")
    YEARLY = "yearly", _("A year")
    UNIT = "unit", _("Per unit")
    PART = "part", _("Part of the whole")


class MeasurementKind(models.TextChoices):
    """Kinds of measurement: how a value came about. Left empty where nobody has said; then it is never "measured"."""

    MEASURED = "measured", _("Measured")
    REPORTED = "reported", _("Reported")
    ESTIMATED = "estimated", _("Estimated")
    MODELLED = "modelled", _("Modelled")


class SourceKind(models.TextChoices):
    """Kinds of source, by who stands behind it."""

    OFFICIAL = "official", _("Official body")
    SCHOLARLY = "scholarly", _("Scholarly work")
    PRESS = "press", _("Press")
    ORGANISATION = "organisation", _("Organisation")
    REFERENCE = "reference", _("Reference work")
    OTHER = "other", pgettext_lazy("kind of source", "Other")


class Licence(models.TextChoices):
    """Licences under which a case may be used, by their SPDX identifiers."""

    CC_BY = "CC-BY-4.0", _("Creative Commons Attribution 4.0 (CC BY 4.0)")
    CC_BY_SA = "CC-BY-SA-4.0", _("Creative Commons Attribution-ShareAlike 4.0 (CC BY-SA 4.0)")
    CC_BY_NC = "CC-BY-NC-4.0", _("Creative Commons Attribution-NonCommercial 4.0 (CC BY-NC 4.0)")
    CC0 = "CC0-1.0", _("Creative Commons Zero 1.0: no rights reserved (CC0)")
    RESERVED = "all-rights-reserved", _("All rights reserved")


class PopulationScope(models.TextChoices):
    """Scopes of a population: the city within its limits, or the whole built-up region around it."""

    CITY = "city", _("City")
    METROPOLITAN = "metropolitan", _("Metropolitan area")


class Calendar(models.TextChoices):
    """Calendars in which dates are written."""

    JALALI = "jalali", _("Jalali calendar")
    GREGORIAN = "gregorian", _("Gregorian calendar")


class ReadingCalendar(models.TextChoices):
    """Calendars in which a person reads the days of this site and its mails."""

    LANGUAGE = "", _("as usual in the language")
    JALALI = "jalali", _("Solar Hijri (Jalali)")
    HIJRI = "hijri", _("Lunar Hijri (Umm al-Qura)")
    GREGORIAN = "gregorian", _("Gregorian")


class ReadingDigits(models.TextChoices):
    """Digits in which a person reads numbers."""

    LANGUAGE = "", _("as usual in the language")
    PERSIAN = "persian", "۱۲۳۴۵۶"
    ARABIC = "arabic", "١٢٣٤٥٦"
    LATIN = "latin", "123456"


class Direction(models.TextChoices):
    """Direction in which an indicator should move."""

    UP = "up", _("Higher is better")
    DOWN = "down", _("Lower is better")


class AdoptionStatus(models.TextChoices):
    """Status of an adoption: how far another city has come with taking the practice over."""

    CONSIDERED = "considered", _("Considered")
    PLANNED = "planned", _("Planned")
    STARTED = "started", _("Started")
    ADAPTED = "adapted", _("Adapted")
    IMPLEMENTED = "implemented", _("Implemented")
    DISCONTINUED = "discontinued", _("Discontinued")


class DocumentKind(models.TextChoices):
    """Kinds of upstream policy document."""

    MASTER_PLAN = "master-plan", _("Master plan")
    COUNCIL_POLICY = "council-policy", _("Council policy")
    MAYOR_POLICY = "mayor-policy", _("Mayor's policy")
    LAW = "law", _("Law")
    STRATEGY = "strategy", _("Strategy")


class LabelKind(models.TextChoices):
    """Kinds of SKOS label: one preferred label a language, any number of alternative ones."""

    PREFERRED = "preferred", _("Preferred label")
    ALTERNATIVE = "alternative", _("Alternative label")


class DatePrecision(models.TextChoices):
    """Precision of a measurement's date."""

    YEAR = "year", pgettext_lazy("date precision", "Year")
    MONTH = "month", pgettext_lazy("date precision", "Month")
    DAY = "day", pgettext_lazy("date precision", "Day")


class IncomeGroup(models.TextChoices):
    """World Bank income groups of countries, used for cities."""

    LOW = "low", _("Low income")
    LOWER_MIDDLE = "lower-middle", _("Lower middle income")
    UPPER_MIDDLE = "upper-middle", _("Upper middle income")
    HIGH = "high", _("High income")


class Climate(models.TextChoices):
    """Köppen–Geiger climate classes (Peel, Finlayson and McMahon 2007)."""

    AF = "Af", _("Af: tropical rainforest")
    AM = "Am", _("Am: tropical monsoon")
    AW = "Aw", _("Aw: tropical savanna, dry winter")
    AS = "As", _("As: tropical savanna, dry summer")
    BWH = "BWh", _("BWh: hot desert")
    BWK = "BWk", _("BWk: cold desert")
    BSH = "BSh", _("BSh: hot semi-arid")
    BSK = "BSk", _("BSk: cold semi-arid")
    CSA = "Csa", _("Csa: Mediterranean, hot summer")
    CSB = "Csb", _("Csb: Mediterranean, warm summer")
    CSC = "Csc", _("Csc: Mediterranean, cold summer")
    CWA = "Cwa", _("Cwa: humid subtropical, dry winter")
    CWB = "Cwb", _("Cwb: subtropical highland, dry winter")
    CWC = "Cwc", _("Cwc: cold subtropical highland")
    CFA = "Cfa", _("Cfa: humid subtropical")
    CFB = "Cfb", _("Cfb: oceanic")
    CFC = "Cfc", _("Cfc: subpolar oceanic")
    DSA = "Dsa", _("Dsa: continental, dry hot summer")
    DSB = "Dsb", _("Dsb: continental, dry warm summer")
    DSC = "Dsc", _("Dsc: subarctic, dry summer")
    DSD = "Dsd", _("Dsd: extremely cold subarctic, dry summer")
    DWA = "Dwa", _("Dwa: continental, dry winter, hot summer")
    DWB = "Dwb", _("Dwb: continental, dry winter, warm summer")
    DWC = "Dwc", _("Dwc: subarctic, dry winter")
    DWD = "Dwd", _("Dwd: extremely cold subarctic, dry winter")
    DFA = "Dfa", _("Dfa: humid continental, hot summer")
    DFB = "Dfb", _("Dfb: humid continental, warm summer")
    DFC = "Dfc", _("Dfc: subarctic")
    DFD = "Dfd", _("Dfd: extremely cold subarctic")
    ET = "ET", _("ET: tundra")
    EF = "EF", _("EF: ice cap")


class SustainableDevelopmentGoal(models.IntegerChoices):
    """The seventeen goals of the United Nations' 2030 Agenda."""

    G1 = 1, _("No poverty")
    G2 = 2, _("Zero hunger")
    G3 = 3, _("Good health and well-being")
    G4 = 4, _("Quality education")
    G5 = 5, _("Gender equality")
    G6 = 6, _("Clean water and sanitation")
    G7 = 7, _("Affordable and clean energy")
    G8 = 8, _("Decent work and economic growth")
    G9 = 9, _("Industry, innovation and infrastructure")
    G10 = 10, _("Reduced inequalities")
    G11 = 11, _("Sustainable cities and communities")
    G12 = 12, _("Responsible consumption and production")
    G13 = 13, _("Climate action")
    G14 = 14, _("Life below water")
    G15 = 15, _("Life on land")
    G16 = 16, _("Peace, justice and strong institutions")
    G17 = 17, _("Partnerships for the goals")
