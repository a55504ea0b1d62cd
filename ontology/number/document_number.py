"""The number that a Chinese policy document is issued under (发文字号), and its comparison."""

from dataclasses import dataclass

from ontology.number.code import code_book


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """A document number: `code` in Chinese ("国发", "国务院令"), the year of the series, the serial number.

    An empty `code`, or one that is only the beginning of a code ("发改"), and `year` None say that the text
    leaves these parts open.
    """

    code: str
    year: int | None
    serial: int

    @property
    def zh(self) -> str:
        """The Chinese form of the national standard: "国发〔2014〕28号", "国务院令第722号"."""
        if code_book().is_order(self.code):
            return f"{self.code}第{self.serial}号"
        year = f"〔{self.year}〕" if self.year else ""
        return f"{self.code}{year}{self.serial}号"

    @property
    def en(self) -> str:
        """The usual English form: "Guofa [2014] No. 28", "State Council Order No. 722"."""
        name = code_book().english(self.code)
        if code_book().is_order(self.code) or not self.year:
            return f"{name or 'Document'} No. {self.serial}"
        return f"{name or 'Document'} [{self.year}] No. {self.serial}"

    @property
    def exact(self) -> bool:
        """Whether the number stands for one document: an order, or a whole code with its year."""
        return code_book().is_order(self.code) or (self.year is not None and code_book().is_whole(self.code))

    def fits(self, other: "DocumentNumber") -> bool:
        """Whether both can be the same number, open parts and homophonous codes (吉/冀) allowed."""
        if self.serial != other.serial or (self.year and other.year and self.year != other.year):
            return False
        mine, theirs = code_book().sound(self.code), code_book().sound(other.code)
        return mine == theirs or _begins(self.code, mine, theirs) or _begins(other.code, theirs, mine)


def _begins(code: str, sound: str, other: str) -> bool:
    return not code_book().is_whole(code) and other.startswith(sound)
