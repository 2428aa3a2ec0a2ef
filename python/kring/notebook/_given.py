# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the explorer shows that does not change while limits move: words, gates with their limits, bands as given."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from kring import __version__
from kring.plot._boards import band_colours, band_name
from kring.plot._texts import Texts

if TYPE_CHECKING:
    from kring.supervision import Advice, Limit, SupervisionProfile

# The colours of bands on a dark ground: as far apart as those of the pictures, and light enough to be seen.
_dark_colours: Final = ("#4ba3dd", "#9fcdec", "#a7b2bb", "#f0a63c", "#ff8a61")
_worded: Final = (
    "limits",
    "reset",
    "bands",
    "band",
    "given",
    "now",
    "difference",
    "bar",
    "changes",
    "order",
    "board",
    "from_to",
    "decided_before",
    "decides_now",
    "up",
    "down",
    "fault",
    "waiting",
    "python",
)


class Wording:
    """The words of the explorer about one advice in one language."""

    def __init__(self, advice: Advice, texts: Texts, source: str | None) -> None:
        self._advice = advice
        self._profile = advice.profile
        self._texts = texts
        self._of_pictures = Texts(texts.language)
        self._source = source

    @property
    def limits(self) -> tuple[Limit, ...]:
        """The limits that can be moved: those on which something depends."""
        return tuple(one for one in self._profile.limits if one.kind != "profile" or one.key in self._of_the_whole)

    @property
    def _of_the_whole(self) -> set[str]:
        inputs = self._advice._inputs
        asked = any(one.criterion == "risk_secure" for one in self._profile.limits)
        found = {"risk_limit"} if asked and inputs.follows_risk_limit else set()
        return found | ({"hysteresis"} if inputs.previous is not None else set())

    def everything(self, counts: list[int], boards: int) -> dict[str, Any]:
        """What the browser needs once."""
        texts, profile = self._texts, self._profile
        return {
            "language": texts.language,
            "title": texts("explorer.title"),
            "subtitle": texts("explorer.subtitle", count=texts.number(boards)),
            "words": {name: texts(f"explorer.{name}") for name in _worded},
            "groups": self._groups(),
            "left_out": self._left_out(),
            "bands": [
                {
                    "name": band_name(profile, band, texts.language),
                    "colour": band_colours[min(band, len(band_colours) - 1)],
                    "dark": _dark_colours[min(band, len(_dark_colours) - 1)],
                    "count": count,
                    "text": texts.number(count),
                }
                for band, count in enumerate(counts)
            ],
            "footer": self.footer(),
        }

    def footer(self) -> list[str]:
        """Where the figures come from, and what advice is not."""
        texts, advice = self._of_pictures, self._advice
        said = [texts("chart.source", source=self._source.rstrip("."))] if self._source else []
        if not self._source and advice.quality is not None:
            quality = advice.quality
            said.append(texts("dossier.source", name=quality.dossier.name, day=quality.on.isoformat()))
        return [*said, texts("advice.no_decision"), texts("dossier.computed", version=__version__)]

    def profile_line(self, now: SupervisionProfile) -> str:
        """Name the profile by which the bands shown are, and the one it was made from."""
        texts, origin = self._texts, self._profile
        status = self._of_pictures(f"status.{now.status}")
        named = {"id": now.id, "version": now.version, "status": status, "digest": now.digest[:12]}
        if now is origin:
            return texts("explorer.unchanged", **named)
        before = {"origin": origin.id, "origin_version": origin.version, "origin_digest": origin.digest[:12]}
        return texts("explorer.changed", **named, **before)

    def gate_text(self, gate: str) -> str:
        """Say in words what a gate is about."""
        if gate == "hysteresis":
            return self._texts("explorer.held")
        return self._gate_texts[gate]

    @property
    def _gate_texts(self) -> dict[str, str]:
        numbers = self._profile.numbers
        field = f"text_{self._texts.language}"
        return {gate["id"]: gate[field] for kind in ("escalation", "reduction") for gate in numbers[kind]}

    def _groups(self) -> list[dict[str, Any]]:
        """The gates with their limits, a group a band in the order in which the file comes to it."""
        groups: dict[tuple[str, int], dict[str, Any]] = {}
        for kind in ("escalation", "reduction"):
            for gate in self._profile.numbers[kind]:
                band = band_name(self._profile, gate["band"], self._texts.language)
                title = self._texts(f"explorer.{kind}", band=band)
                group = {"title": title, "note": self._texts(f"explorer.{kind}_note"), "gates": []}
                found = groups.setdefault((kind, gate["band"]), group)
                own = [self._shown(one) for one in self.limits if one.gate == gate["id"]]
                text = self.gate_text(gate["id"])
                found["gates"].append({"text": text, "limits": own, "note": self._unmovable(gate)})
        whole = [self._shown(one) for one in self.limits if one.kind == "profile"]
        title, note = self._texts("explorer.profile"), self._texts("explorer.profile_note")
        rest = [{"title": title, "note": note, "gates": [{"text": "", "limits": whole, "note": ""}]}] if whole else []
        return [*groups.values(), *rest]

    def _unmovable(self, gate: dict[str, Any]) -> str:
        said = [
            self._texts("explorer.yes" if one["is"] else "explorer.no", criterion=self._criterion(one["criterion"]))
            for one in gate["when"]
            if "is" in one
        ]
        return self._texts("explorer.unmovable", conditions=", ".join(said)) if said else ""

    def _shown(self, limit: Limit) -> dict[str, Any]:
        top = max(10.0, 2 * limit.value) if limit.whole else 1.0
        most = 1000.0 if limit.whole else 1.0
        words = {"limit": self.label(limit), "low": 0, "high": self._texts.number(most)}
        return {
            "key": limit.key,
            "label": self.label(limit),
            "value": limit.value,
            "text": self.value_text(limit, limit.value),
            "back": self._texts("explorer.back", value=self.value_text(limit, limit.value)),
            "whole": limit.whole,
            "top": top,
            "most": most,
            "no_number": self._texts("explorer.no_number", **words),
        }

    def label(self, limit: Limit) -> str:
        """Say what a limit is of."""
        if limit.asked is None or limit.criterion is None:
            return self._texts(f"explorer.{limit.key}")
        return self._texts(f"explorer.{limit.asked}", criterion=self._criterion(limit.criterion))

    def value_text(self, limit: Limit, value: float) -> str:
        """Write the value of a limit, with as many decimals as it has and at least two of a share."""
        if limit.whole:
            return self._texts.number(value)
        decimals = len(limit.written(value).partition(".")[2])
        return self._texts.number(value, decimals)

    def _criterion(self, criterion: str) -> str:
        return self._of_pictures(f"criterion.{criterion}")

    def _left_out(self) -> list[str]:
        return [
            self._texts(f"explorer.no_{name}")
            for name in ("hysteresis", "risk_limit")
            if name not in self._of_the_whole
        ]
