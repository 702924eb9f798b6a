"""Costs made comparable: bands a factor of ten wide, in United States dollars."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

RATES_SOURCE = _(
    "Costs in other currencies are compared at the average official exchange rates of 2023 (IMF, World Bank); the "
    "Iranian rial at about 400,000 to the dollar, its rate of 2023 on the integrated market (NIMA). Inflation is left "
    "aside."
)

# Units of a currency (ISO 4217) for one US dollar: averages of 2023 from the official rates that the International
# Monetary Fund reports and the World Bank republishes (indicator PA.NUS.FCRF), rounded to about three figures, which is
# enough for bands this wide. The rial's official 42,000 was by then used for little: it stands at about the rate of
# NIMA, the market on which exporters sell foreign currency to importers.
RATES: dict[str, str] = {
    "USD": "1",
    "AED": "3.6725", "AFN": "82.6", "AMD": "392", "AOA": "685", "ARS": "296", "AUD": "1.51", "AZN": "1.7",
    "BDT": "106", "BGN": "1.81", "BHD": "0.376", "BOB": "6.91", "BRL": "4.99", "CAD": "1.35", "CHF": "0.898",
    "CLP": "840", "CNY": "7.08", "COP": "4330", "CRC": "544", "CZK": "22.2", "DKK": "6.89", "DOP": "56.2",
    "DZD": "136", "EGP": "30.6", "ETB": "54.6", "EUR": "0.925", "GBP": "0.804", "GEL": "2.63", "GHS": "11.0",
    "GTQ": "7.83", "HKD": "7.83", "HUF": "353", "IDR": "15200", "ILS": "3.67", "INR": "82.6", "IQD": "1310",
    "IRR": "400000", "ISK": "138", "JOD": "0.71", "JPY": "141", "KES": "140", "KGS": "87.9", "KHR": "4110",
    "KRW": "1306", "KWD": "0.307", "KZT": "456", "LKR": "328", "LYD": "4.81", "MAD": "10.1", "MXN": "17.8",
    "MYR": "4.56", "NGN": "645", "NOK": "10.6", "NPR": "132", "NZD": "1.63", "OMR": "0.3845", "PEN": "3.74",
    "PHP": "55.6", "PKR": "280", "PLN": "4.20", "QAR": "3.64", "RON": "4.57", "RSD": "108", "RUB": "85.2",
    "RWF": "1160", "SAR": "3.75", "SEK": "10.6", "SGD": "1.34", "THB": "34.8", "TND": "3.11", "TRY": "23.7",
    "TWD": "31.2", "TZS": "2380", "UAH": "36.6", "UGX": "3730", "UYU": "38.8", "UZS": "11700", "VND": "23800",
    "XAF": "607", "XOF": "607", "ZAR": "18.5", "ZMW": "20.2",
}  # fmt: skip

# Code -> from how many US dollars on; from the least.
BANDS: dict[str, int] = {
    "under-1m": 0,
    "1m-10m": 10**6,
    "10m-100m": 10**7,
    "100m-1b": 10**8,
    "over-1b": 10**9,
}
BAND_LABELS = {
    "under-1m": _("under 1 million US dollars"),
    "1m-10m": _("1 to 10 million US dollars"),
    "10m-100m": _("10 to 100 million US dollars"),
    "100m-1b": _("100 million to 1 billion US dollars"),
    "over-1b": _("1 billion US dollars or more"),
}


def cost_band(amount: Decimal | None, currency: str) -> str | None:
    """Band of a cost in its own currency (ISO 4217). None without an amount, or for a currency of no known rate.

    An amount that is exactly a limit is in the upper band.
    """
    if amount is None or currency not in RATES:
        return None
    dollars = amount / Decimal(RATES[currency])
    return next((code for code, least in reversed(BANDS.items()) if dollars >= least), None)
