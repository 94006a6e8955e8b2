"""Identities ⇄ IRIs: the only place where one is built. Paths are stable and readable, in the manner of ELI."""

import hashlib
from dataclasses import dataclass

from corpus.model import DocIdentity
from corpus.text import slug
from corpus.unitnames import unit_key
from corpus.vocabulary import vocabulary

DEFAULT_BASE = "http://127.0.0.1:8000/"
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class Iris:
    """IRIs under one base (ending in a slash)."""

    base: str = DEFAULT_BASE

    def document(self, identity: DocIdentity) -> str:
        return f"{self.base}vb/{identity}"

    def agency(self, province: str | None, agency_id: str) -> str:
        return f"{self.base}to-chuc/{slug(province) if province else 'vn'}/{agency_id}"

    def unit(self, province: str | None, agency_id: str, name: str) -> str:
        return f"{self.agency(province, agency_id)}/{slug(unit_key(name, vocabulary()))}"

    def organisation(self, province: str | None, name: str) -> str:
        """A body outside the agency, by its name inside the province; known central bodies are one for the country."""
        known = vocabulary().issuer_by_name.get(name.casefold())
        if known and known.level in {"central", "court", "party-central"}:
            return self.agency(None, known.id)
        bare = name
        if province:
            bare = name.removesuffix(province).removesuffix(" tỉnh ").removesuffix(" thành phố ").strip()
        entry = vocabulary().issuer_by_name.get(bare.casefold())
        return self.agency(province, entry.id if entry else slug(bare))

    def person(self, province: str | None, agency_id: str, name: str) -> str:
        return f"{self.base}nguoi/{slug(province) if province else 'vn'}/{agency_id}/{slug(name)}"

    def province(self, name: str) -> str:
        return f"{self.base}dia-phuong/{slug(name)}"

    def doctype(self, doctype_id: str) -> str:
        return f"{self.base}loai/{doctype_id}"

    def named(self, province: str | None, doctype: str, title: str) -> str:
        """A document known by its title; a short digest keeps long titles apart."""
        digest = hashlib.sha256(slug(title).encode()).hexdigest()[:8]
        if doctype == "Tiêu chuẩn":
            return f"{self.base}tieu-chuan/{slug(title)}"
        return f"{self.base}ten/{slug(province) if province else 'vn'}/{slug(doctype)}/{slug(title)[:_LONGEST]}-{digest}"

    @property
    def reference_graph(self) -> str:
        """The graph of what follows from all documents together, and of labels."""
        return f"{self.base}do-thi/tham-chieu"

    def path(self, iri: str) -> str:
        """The part after the base, with a leading slash; an IRI of others unchanged."""
        return "/" + iri[len(self.base) :] if iri.startswith(self.base) else iri
