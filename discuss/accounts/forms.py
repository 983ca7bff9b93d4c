"""What strangers and people send to their accounts' doors."""

from typing import Annotated, ClassVar, Literal

from pydantic import (
    AfterValidator,
    BeforeValidator,
    EmailStr,
    Field,
    SecretStr,
    TypeAdapter,
    ValidationError,
    ValidationInfo,
)

from discuss.accounts.actions.commands import SignUp, Visit
from discuss.accounts.rules import LONGEST_EXPERTISE, LONGEST_PASSWORD, name_fault, password_fault
from discuss.kit.command import Form
from discuss.kit.passwords import hash_password
from discuss.kit.text import one_line

NO_ADDRESS = "Enter an e-mail address like name@example.org."
_address = TypeAdapter(EmailStr)


def _checked_address(value: str) -> str:
    try:
        return _address.validate_python(value).casefold()
    except ValidationError:
        raise ValueError(NO_ADDRESS) from None


def _checked_name(value: str) -> str:
    fault = name_fault(value)
    if fault:
        raise ValueError(fault)
    return value


def _untouched(value: object) -> object:
    return SecretStr(value) if isinstance(value, str) else value


def _checked_password(value: SecretStr, about: ValidationInfo) -> SecretStr:
    """Return a new password; where name and address stand in the same form, it is neither."""
    name, email = about.data.get("name", ""), about.data.get("email", "")
    fault = password_fault(value.get_secret_value(), name=name, email=email)
    if fault:
        raise ValueError(fault)
    return value


Address = Annotated[str, Field(max_length=254), AfterValidator(_checked_address)]
Name = Annotated[str, Field(max_length=200), AfterValidator(_checked_name)]
# Spaces at the ends belong to a password, though to nothing else that is typed.
AsTyped = Annotated[SecretStr, BeforeValidator(_untouched)]
NewPassword = Annotated[AsTyped, AfterValidator(_checked_password)]
LONGEST_CODE = 40
CODE_NEEDED = "Enter the code that your app shows, or one of your recovery codes."
Code = Annotated[str, Field(min_length=1, max_length=LONGEST_CODE)]
AnyPassword = Annotated[AsTyped, Field(max_length=LONGEST_PASSWORD)]


class NewAccount(Form):
    """A sign-up, also the owner's."""

    name: Name
    email: Address
    password: NewPassword
    next: Annotated[str, Field(max_length=1000)] = ""

    def command(self, site_url: str, site_name: str, guest_id: int | None = None) -> SignUp:
        """Return the deed; hashes the password, which takes tens of milliseconds."""
        return SignUp(
            name=self.name,
            email=self.email,
            password_hash=hash_password(self.password.get_secret_value()),
            site_url=site_url,
            site_name=site_name,
            guest_id=guest_id,
        )


class Arrival(Form):
    """How somebody arrives, with what was typed before a sign-in was asked for."""

    stay: bool = False
    join: bool = False
    """Whether the account takes over what the device forecast without one."""
    next: Annotated[str, Field(max_length=1000)] = ""
    kept_place: Annotated[str, Field(max_length=300)] = ""
    kept_body: Annotated[str, Field(max_length=20_000)] = ""
    kept_parent: Annotated[str, Field(max_length=20)] = ""
    kept_about: Annotated[str, Field(max_length=20)] = ""

    def visit(self, device: str) -> Visit:
        """Return the deed on a device."""
        kept = {
            "place": self.kept_place,
            "body": self.kept_body,
            "parent": self.kept_parent,
            "about": self.kept_about,
        }
        return Visit(device=device, stay=self.stay, kept=kept if self.kept_body else {})


class Credentials(Arrival):
    """A sign-in by address and password."""

    sentences: ClassVar = {
        "email": "Enter your e-mail address.",
        "password": "Enter your password.",
    }

    email: Annotated[str, Field(min_length=1, max_length=254)]
    password: AnyPassword


class ProgramCredentials(Credentials):
    """A sign-in by a program, which sends the code of a second factor along."""

    code: Annotated[str, Field(max_length=LONGEST_CODE)] = ""


class SecondStep(Arrival):
    """The code of a sign-in whose password was right."""

    sentences: ClassVar = {"code": CODE_NEEDED}

    token: Annotated[str, Field(max_length=500)]
    code: Code


class FirstCode(Form):
    """The code by which an app shows that it took up the secret."""

    sentences: ClassVar = {"code": CODE_NEEDED}

    code: Code
    next: Annotated[str, Field(max_length=1000)] = ""


class Enrolment(Form):
    """The beginning of a second factor, vouched for by the password."""

    sentences: ClassVar = {"password": "Enter the password that you have now."}

    password: AnyPassword
    next: Annotated[str, Field(max_length=1000)] = ""


class FactorDeed(Form):
    """A change of a second factor, vouched for by the password and a code."""

    sentences: ClassVar = {
        "password": "Enter the password that you have now.",
        "code": CODE_NEEDED,
    }

    password: AnyPassword
    code: Code


class Confirmation(Form):
    """The password that was chosen at the sign-up which is being confirmed."""

    sentences: ClassVar = {"password": "Enter the password that you chose when you signed up."}

    password: AnyPassword


class ForgottenPassword(Form):
    """An address to which a link shall go, if it is anybody's."""

    email: Address


class FreshPassword(Form):
    """A new password by a mailed link."""

    password: NewPassword


class ChangedPassword(Form):
    """A new password, vouched for by the old one."""

    sentences: ClassVar = {"current_password": "Enter the password that you have now."}

    current_password: AnyPassword
    password: NewPassword


class NewName(Form):
    """Another name to show."""

    name: Name


class ChosenLanguage(Form):
    """In which language somebody is told what was decided about them."""

    sentences: ClassVar = {"language": "Choose one of these languages."}

    language: Literal["en", "de", "es", "fr"]


class Farewell(Form):
    """The deletion of an account, vouched for by its password."""

    sentences: ClassVar = {
        "password": "Enter your password, so that nobody else deletes your account."
    }

    password: AnyPassword


class Recognised(Form):
    """What somebody is an expert of; empty for nothing any more."""

    expertise: Annotated[
        str, BeforeValidator(lambda v: one_line(str(v))), Field(max_length=LONGEST_EXPERTISE)
    ] = ""


class Back(Form):
    """Where a deed leads to when it is done."""

    next: str = ""
