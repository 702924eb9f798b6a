"""Drafts keep what is right: a save with a wrong field stores the others, and what was typed there is shown again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms.utils import ErrorDict
from django.utils.datastructures import MultiValueDict
from wagtail.blocks import ListBlock, StreamBlock, StructBlock
from wagtail.blocks.base import BlockField
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from cases.models.localized_fields import YearField

from .guarded_pages import GuardedPageForm

NEEDED = ("title", "city")  # without them there is no page
TOLD = "left_out"  # input of the form in which a save by itself tells what it left out


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Fields of a draft that are still wrong, by name: labels, reasons, and what was typed, by name of an input."""

    labels: Mapping[str, str]
    reasons: Mapping[str, str]
    typed: Mapping[str, Mapping[str, list[str]]]

    def __str__(self) -> str:
        return "\n".join(f"{self.labels[name]}: {reason}" for name, reason in self.reasons.items())


class KeptDraftForm(GuardedPageForm):
    """Form whose drafts are saved without what is wrong. Everything must be right to submit and to publish."""

    left_out: LeftOut | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if most := field.widget.attrs.pop("maxlength", None):  # it would cut a paste in silence
                field.widget.attrs["data-most"] = most
        self.prepare_fields()
        if not self.is_bound and (noted := getattr(self.instance, "typed_wrongly", None)) is not None:
            self._show(noted["typed"], noted["reasons"])

    def prepare_fields(self) -> None:
        """Tells fields what they have to know before they show what was typed."""

    def _show(self, typed: Mapping[str, Mapping[str, list[str]]], reasons: Mapping[str, str]) -> None:
        """Shows what was typed wrongly, each at its field with the reason."""
        self._errors = ErrorDict()
        self.cleaned_data: dict[str, Any] = {}
        for name, inputs in typed.items():
            if (field := self.fields.get(name)) is None:
                continue
            value = field.widget.value_from_datadict(MultiValueDict(inputs), MultiValueDict(), name)
            self.initial[name] = value
            field.is_deferred_validation = True
            try:
                field.clean(value)
            except ValidationError as error:  # that of a list knows which of its parts are wrong
                self.add_error(name, error)
            finally:
                del field.is_deferred_validation
            if name in reasons and name not in self._errors:
                self.add_error(name, reasons[name])
        for name, reason in self.instance.errors_of_facts().items():
            if name in self.fields and name not in self._errors:
                self.add_error(name, reason)

    def _post_clean(self) -> None:
        unread = frozenset(self._errors)
        former = {field.attname: getattr(self.instance, field.attname) for field in self.instance._meta.concrete_fields}
        super()._post_clean()
        needed = () if self.instance.pk else NEEDED
        if self.is_deferred_validation and self._errors and not {NON_FIELD_ERRORS, *needed}.intersection(self._errors):
            self._keep(unread, former)

    def _keep(self, unread: frozenset[str], former: Mapping[str, Any]) -> None:
        contradictions = self.instance.errors_of_facts()
        reasons: dict[str, str] = {}
        for name, errors in self._errors.items():
            if name not in unread and name in contradictions and self._is_valid(name):
                continue  # right by itself, so the draft has it as it was typed
            reasons[name] = " ".join(dict.fromkeys(map(str, errors)))
            self._leave_out(name, errors.as_data()[0], former)
        reasons = {name: str(reason) for name, reason in self.instance.errors_of_facts().items()} | reasons
        labels = {name: str(self.fields[name].label or name) if name in self.fields else name for name in reasons}
        typed = {name: dict(_inputs(self.data, name)) for name in self._errors if name in self.fields}
        self.left_out = self.instance.left_out = LeftOut(labels, reasons, typed)
        self._errors.clear()

    def _is_valid(self, name: str) -> bool:
        try:
            field = self.instance._meta.get_field(name)
            field.run_validators(getattr(self.instance, field.name))
        except ValidationError:
            return False
        return True

    def _leave_out(self, name: str, error: Any, former: Mapping[str, Any]) -> None:
        if name not in self._model_fields():
            return  # of the form alone, such as the country of a city that is asked for
        field = self.instance._meta.get_field(name)
        if isinstance(self.fields.get(name), BlockField):
            setattr(self.instance, name, self._right_part(name, error, getattr(self.instance, name)))
        elif field.attname in former:
            setattr(self.instance, field.attname, former[field.attname])
            if isinstance(field, YearField) and field.known:
                setattr(self.instance, field.known, former[field.known])

    def _model_fields(self) -> set[str]:
        return {field.name for field in self.instance._meta.get_fields()}

    def _right_part(self, name: str, error: ValidationError, former: Any) -> Any:
        """Stream as it was typed, without the parts that are wrong; as it was before, where that is not enough."""
        block = self.fields[name].block
        typed = self.fields[name].widget.value_from_datadict(self.data, self.files, self.add_prefix(name))
        try:
            return block.clean_deferred(_without_wrong(block, typed, error))
        except ValidationError:
            return former

    def get_field_updates_for_resave(self) -> list[tuple[str, str]]:
        updates: list[tuple[str, str]] = super().get_field_updates_for_resave()
        return [*updates, (TOLD, str(self.left_out or ""))]


def _inputs(data: Any, name: str) -> Iterable[tuple[str, list[str]]]:
    return ((key, texts) for key, texts in data.lists() if key == name or key.startswith((f"{name}-", f"{name}_")))


def _without_wrong(block: Any, value: Any, error: Any) -> Any:
    """Value of a block, its wrong parts as they are in a new one."""
    if isinstance(block, StreamBlock) and isinstance(error, StreamBlockValidationError) and error.block_errors:
        for place, found in error.block_errors.items():
            value[place].value = _without_wrong(value[place].block, value[place].value, found)
    elif isinstance(block, StructBlock) and isinstance(error, StructBlockValidationError) and error.block_errors:
        for name, found in error.block_errors.items():
            value[name] = _without_wrong(block.child_blocks[name], value[name], found)
    elif isinstance(block, ListBlock) and isinstance(error, ListBlockValidationError) and error.block_errors:
        for place, found in error.block_errors.items():
            value.bound_blocks[place].value = _without_wrong(block.child_block, value[place], found)
    elif isinstance(block, StreamBlock | ListBlock):
        raise ValidationError(error.messages)  # of the list as a whole: there is no part to leave out
    else:
        return block.get_default()
    return value
