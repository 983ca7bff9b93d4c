import json

import pytest
from playwright.sync_api import Browser

from discuss.web.scripts import joined

TWO = {
    "a/main.js": """import { twice, SIGN } from './part/twice.js';
import './side.js';
said.push(twice(2) + SIGN);
import('./part/late.js').then(({ late }) => said.push(late()));
/** @param {import('./part/twice.js').Kind} kind */
const import_kept = (kind) => kind;
""",
    "a/side.js": "said.push('side');",
    "a/part/twice.js": """said.push('once');
export const SIGN = '!';
export function twice(number) { return number * 2; }
""",
    "a/part/late.js": """import { twice } from './twice.js';
said.push('late begins');
export async function other() {}
export function late() { return twice(21); }
""",
    "a/never.js": "said.push('never');",
}
BACK = "import { a } from './a.js';\nexport const b = 1;"


def test_a_joined_script_does_in_a_browser_what_its_modules_would(browser: Browser) -> None:
    page = browser.new_page()
    page.evaluate("globalThis.said = []")
    page.add_script_tag(content=joined(TWO, "a/main.js"), type="module")
    page.wait_for_function("said.includes(42)")
    said = page.evaluate("JSON.stringify(said)")
    page.close()
    assert json.loads(said) == ["once", "side", "4!", "late begins", 42]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("import x from './b.js';", "import x from './b.js'; is not a form"),
        ("import * as b from './b.js';", "is not a form"),
        ("import { b as c } from './b.js';", "is not a form"),
        ("import {\n  b,\n} from './b.js';", "is not a form"),
        ("import { b } from 'elsewhere';", "is not a form"),
        ("export default 1;", "export default 1; is not a form"),
        ("export { b };", "is not a form"),
        ("export let b = 1;", "is not a form"),
        ("export class B {}", "is not a form"),
        ('const b = import("./b.js");', "is not a form"),
        ("const b = await fetch('/b');", "is not a form"),
        ("await fetch('/b');", "is not a form"),
        ("const here = import.meta.url;", "is not a form"),
        ("import { b } from './none.js';", "needs none.js, which is not there"),
        ("import('./none.js');", "a.js needs ./none.js, which is not there"),
        ("import { b } from './b.js';", "a.js needs b.js needs a.js: a circle"),
    ],
)
def test_what_cannot_be_joined_is_refused_with_its_name(text: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=r"a\.js") as refusal:
        joined({"a.js": text, "b.js": BACK}, "a.js")
    assert complaint in str(refusal.value)
