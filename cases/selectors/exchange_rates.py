"""Costs in one currency: averages of the year in which they were paid, United States dollars."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

METHOD = _(
    "Amounts in other currencies are given in US dollars at the average official exchange rate of their year "
    "(IMF, World Bank), else at that of 2023; inflation is left aside. The Iranian rial stands at about 400,000 to the "
    "dollar in 2023, its rate on the integrated market (NIMA), and is not converted for other years."
)
FALLBACK_YEAR = 2023
FIRST = 2000
# Of these the rate of one year says nothing about another.
ONLY_IN_ITS_YEAR = frozenset(["IRR"])

# Units of a currency (ISO 4217) for one US dollar, 2000 to 2024: yearly averages of the official rates that the
# International Monetary Fund reports and the World Bank republishes (indicator PA.NUS.FCRF), to three figures, which
# is enough beside amounts that are mostly rounded themselves.
_BY_YEAR: dict[str, str] = {
    "AUD": "1.72 1.93 1.84 1.54 1.36 1.31 1.33 1.20 1.19 1.28 1.09 .969 .966 1.04 1.11 1.33 1.35 1.30 1.34 1.44 1.45 "
           "1.33 1.44 1.51 1.52",
    "BRL": "1.83 2.35 2.92 3.08 2.93 2.43 2.18 1.95 1.83 2.00 1.76 1.67 1.95 2.16 2.35 3.33 3.49 3.19 3.65 3.94 5.16 "
           "5.39 5.16 4.99 5.39",
    "CAD": "1.49 1.55 1.57 1.40 1.30 1.21 1.13 1.07 1.07 1.14 1.03 .990 1.00 1.03 1.10 1.28 1.33 1.30 1.30 1.33 1.34 "
           "1.25 1.30 1.35 1.37",
    "CHF": "1.69 1.69 1.56 1.35 1.24 1.25 1.25 1.20 1.08 1.09 1.04 .888 .938 .927 .916 .962 .985 .985 .978 .994 .939 "
           ".914 .955 .898 .881",
    "CNY": "8.28 8.28 8.28 8.28 8.28 8.19 7.97 7.61 6.95 6.83 6.77 6.46 6.31 6.20 6.14 6.23 6.64 6.76 6.62 6.91 6.90 "
           "6.45 6.74 7.08 7.20",
    "COP": "2090 2300 2500 2880 2630 2320 2360 2080 1970 2160 1900 1850 1800 1870 2000 2740 3050 2950 2960 3280 3690 "
           "3740 4260 4330 4070",
    "DKK": "8.08 8.32 7.89 6.59 5.99 6.00 5.95 5.44 5.10 5.36 5.62 5.37 5.79 5.62 5.61 6.73 6.73 6.60 6.31 6.67 6.54 "
           "6.29 7.08 6.89 6.90",
    "EGP": "3.47 3.97 4.50 5.85 6.20 5.78 5.73 5.64 5.43 5.54 5.62 5.93 6.06 6.87 7.08 7.69 10.0 17.8 17.8 16.8 15.8 "
           "15.6 19.2 30.6 45.3",
    "EUR": "1.085 1.118 1.063 .886 .805 .804 .797 .731 .683 .720 .755 .719 .778 .753 .754 .902 .904 .887 .847 .893 "
           ".877 .846 .951 .925 .924",
    "GBP": ".661 .695 .667 .612 .546 .550 .543 .500 .544 .642 .647 .624 .633 .640 .608 .655 .741 .777 .750 .783 .780 "
           ".727 .811 .804 .782",
    "IDR": "8420 10300 9310 8580 8940 9700 9160 9140 9700 10400 9090 8770 9390 10500 11900 13400 13300 13400 14200 "
           "14100 14600 14300 14800 15200 15900",
    "INR": "44.9 47.2 48.6 46.6 45.3 44.1 45.3 41.3 43.5 48.4 45.7 46.7 53.4 58.6 61.0 64.2 67.2 65.1 68.4 70.4 74.1 "
           "73.9 78.6 82.6 83.7",
    "JPY": "108 122 125 116 108 110 116 118 103 93.6 87.8 79.8 79.8 97.6 106 121 109 112 110 109 107 110 131 141 151",
    "KRW": "1131 1291 1251 1192 1145 1024 955 929 1102 1277 1156 1108 1126 1095 1053 1131 1160 1131 1101 1165 1180 "
           "1144 1291 1306 1364",
    "MXN": "9.46 9.34 9.66 10.8 11.3 10.9 10.9 10.9 11.1 13.5 12.6 12.4 13.2 12.8 13.3 15.8 18.7 18.9 19.2 19.3 21.5 "
           "20.3 20.1 17.8 18.3",
    "MYR": "3.80 3.80 3.80 3.80 3.80 3.79 3.67 3.44 3.34 3.52 3.22 3.06 3.09 3.15 3.27 3.91 4.15 4.30 4.04 4.14 4.20 "
           "4.14 4.40 4.56 4.58",
    "NOK": "8.80 8.99 7.98 7.08 6.74 6.44 6.41 5.86 5.64 6.29 6.04 5.60 5.82 5.88 6.30 8.06 8.40 8.27 8.13 8.80 9.42 "
           "8.59 9.61 10.6 10.7",
    "NZD": "2.20 2.38 2.16 1.72 1.51 1.42 1.54 1.36 1.42 1.60 1.39 1.27 1.23 1.22 1.21 1.43 1.44 1.41 1.45 1.52 1.54 "
           "1.41 1.58 1.63 1.65",
    "PKR": "53.6 61.9 59.7 57.8 58.3 59.5 60.3 60.7 70.4 81.7 85.2 86.3 93.4 102 101 103 105 105 122 150 162 163 205 "
           "280 279",
    "RUB": "28.1 29.2 31.3 30.7 28.8 28.3 27.2 25.6 24.9 31.7 30.4 29.4 30.8 31.8 38.4 60.9 67.1 58.3 62.7 64.7 72.1 "
           "73.7 68.5 85.2 92.6",
    "SEK": "9.16 10.3 9.74 8.09 7.35 7.47 7.38 6.76 6.59 7.65 7.21 6.49 6.78 6.51 6.86 8.43 8.56 8.55 8.69 9.46 9.21 "
           "8.58 10.1 10.6 10.6",
    "SGD": "1.72 1.79 1.79 1.74 1.69 1.66 1.59 1.51 1.41 1.45 1.36 1.26 1.25 1.25 1.27 1.37 1.38 1.38 1.35 1.36 1.38 "
           "1.34 1.38 1.34 1.34",
    "THB": "40.1 44.4 43.0 41.5 40.2 40.2 37.9 34.5 33.3 34.3 31.7 30.5 31.1 30.7 32.5 34.2 35.3 33.9 32.3 31.0 31.3 "
           "32.0 35.1 34.8 35.3",
    "TRY": ".625 1.23 1.51 1.50 1.43 1.34 1.43 1.30 1.30 1.55 1.50 1.67 1.80 1.90 2.19 2.72 3.02 3.65 4.83 5.67 7.01 "
           "8.85 16.5 23.7 32.8",
    "ZAR": "6.94 8.61 10.5 7.56 6.46 6.36 6.77 7.05 8.26 8.47 7.32 7.26 8.21 9.66 10.9 12.8 14.7 13.3 13.2 14.5 16.5 "
           "14.8 16.4 18.5 18.3",
}  # fmt: skip
# Tied to the dollar all the while.
_PEGGED = {"USD": "1", "AED": "3.6725", "BHD": "0.376", "HKD": "7.80", "JOD": "0.709", "OMR": "0.3845", "QAR": "3.64",
           "SAR": "3.75"}  # fmt: skip
# Averages of 2023 of the others.
_IN_2023 = {
    "AFN": "82.6", "AMD": "392", "AOA": "685", "ARS": "296", "AZN": "1.7", "BDT": "106", "BGN": "1.81", "BOB": "6.91",
    "CLP": "840", "CRC": "544", "CZK": "22.2", "DOP": "56.2", "DZD": "136", "ETB": "54.6", "GEL": "2.63", "GHS": "11.0",
    "GTQ": "7.83", "HUF": "353", "ILS": "3.67", "IQD": "1310", "IRR": "400000", "ISK": "138", "KES": "140",
    "KGS": "87.9", "KHR": "4110", "KWD": "0.307", "KZT": "456", "LKR": "328", "LYD": "4.81", "MAD": "10.1",
    "NGN": "645", "NPR": "132", "PEN": "3.74", "PHP": "55.6", "PLN": "4.20", "RON": "4.57", "RSD": "108",
    "RWF": "1160", "TND": "3.11", "TWD": "31.2", "TZS": "2380", "UAH": "36.6", "UGX": "3730", "UYU": "38.8",
    "UZS": "11700", "VND": "23800", "XAF": "607", "XOF": "607", "ZMW": "20.2",
}  # fmt: skip
_SERIES = {code: [Decimal(rate) for rate in rates.split()] for code, rates in _BY_YEAR.items()}


def dollars(amount: Decimal, currency: str, year: int | None) -> Decimal | None:
    """Amount in US dollars of its year. None for a currency or year without a known rate.

    A year without a rate of its own is converted at the rate of 2023, except where that would say nothing (rial).
    """
    rate = _rate(currency, year)
    return None if rate is None else amount / rate


def _rate(currency: str, year: int | None) -> Decimal | None:
    if currency in _PEGGED:
        return Decimal(_PEGGED[currency])
    if series := _SERIES.get(currency):
        place = (FALLBACK_YEAR if year is None else year) - FIRST
        return series[place] if 0 <= place < len(series) else series[FALLBACK_YEAR - FIRST]
    if currency in ONLY_IN_ITS_YEAR and year != FALLBACK_YEAR:
        return None
    return Decimal(_IN_2023[currency]) if currency in _IN_2023 else None
