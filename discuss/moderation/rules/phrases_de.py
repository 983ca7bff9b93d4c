"""What statements say in German."""

from typing import Final

_READ: Final = "Es war keine Software beteiligt. Ein Mensch hat ihn gelesen und entschieden."

GERMAN: Final = {
    "months": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "day": "{day}. {month} {year}",
    "instant": "{day}, {time} Uhr UTC",
    "quoted": "„{text}“",
    "did": "Was wir getan haben",
    "since": "Seit wann",
    "saw": "Worum es geht",
    "about": "Worum es geht",
    "who": "Wer es angestoßen hat",
    "how": "Software oder Menschen",
    "law": "Welches Gesetz, und warum",
    "rule": "Welche Regel, und warum",
    "why": "Warum",
    "redress": "Wenn Sie es anders sehen",
    "rejected": "Wir haben Ihren Kommentar unter {headline} abgelehnt. Niemand sieht ihn mehr, "
    "nirgendwo.",
    "removed": "Wir haben Ihren Kommentar unter {headline} aus rechtlichen Gründen entfernt. "
    "Niemand sieht ihn mehr, nirgendwo.",
    "hidden": "Wir haben Ihren Kommentar unter {headline} vorläufig verborgen. Nur Sie und die "
    "Moderation können ihn lesen; andere sehen an seiner Stelle, dass etwas verborgen ist, "
    "solange es geprüft wird. Die Antworten bleiben.",
    "since.decided": "Seit {since}, bis ein Mensch darüber entschieden hat.",
    "hidden.who.reports": "Mehrere Leserinnen und Leser haben ihn gemeldet.",
    "hidden.who.moderator": "Jemand aus der Moderation ist auf ihn gestoßen.",
    "hidden.how.reports": "Software hat ihn von selbst verborgen. Noch hat kein Mensch darüber "
    "entschieden.",
    "hidden.how.moderator": "Es war keine Software beteiligt. Ein Mensch hat ihn verborgen. Ob es "
    "dabei bleibt, ist noch nicht entschieden.",
    "hidden.why.reports": "Was mehrere melden, wird verborgen, bis ein Mensch es geprüft hat. Ob "
    "es gegen eine Regel verstößt, ist nicht entschieden.",
    "hidden.why.moderator": "Er ist verborgen, damit er keinen Schaden anrichtet, solange er "
    "geprüft wird. Ob er gegen eine Regel verstößt, ist nicht entschieden.",
    "hidden.redress": "Ein Mensch prüft ihn in jedem Fall; Sie müssen nichts tun. Bleibt er "
    "stehen, sagen wir es Ihnen, und alle können ihn wieder lesen. Wird er abgelehnt, steht in "
    "einer Begründung, warum, und Sie können einmal und kostenlos um eine neue Prüfung bitten. "
    "Sie können sich auch an eine außergerichtliche Streitbeilegungsstelle oder an ein Gericht "
    "wenden.",
    "hidden.title": "Ihr Kommentar ist verborgen, solange er geprüft wird",
    "hidden.body": "In der Begründung steht, seit wann und warum und was Sie tun können.",
    "note": "Ein Hinweis steht an seiner Stelle, damit die Antworten verständlich bleiben.",
    "restored": "Wir haben Ihren Kommentar unter {headline} zurückgebracht. Alle sehen ihn wieder, "
    "mit seinen Antworten und Bewertungen.",
    "shown.title": "Ihr Kommentar ist wieder zu lesen",
    "shown.body": "Ein Mensch hat ihn geprüft und stehen lassen. Alle können ihn wieder lesen.",
    "statement.reject": "Warum Ihr Kommentar abgelehnt wurde",
    "statement.remove_illegal": "Warum Ihr Kommentar aus rechtlichen Gründen entfernt wurde",
    "statement.restore": "Ihr Kommentar ist wieder da",
    "decided.approve.title": "Ihr Kommentar wurde freigegeben",
    "decided.approve.body": "Die Moderation hat ihn gelesen, und nun können ihn alle lesen.",
    "decided.reject.title": "Ihr Kommentar wurde abgelehnt",
    "decided.reject.body": "In der Begründung steht, was wir getan haben, warum, und wie Sie um "
    "eine neue Prüfung bitten.",
    "decided.remove_illegal.title": "Ihr Kommentar wurde aus rechtlichen Gründen entfernt",
    "decided.remove_illegal.body": "Die Begründung nennt das Gesetz und sagt, wie Sie um eine "
    "neue Prüfung bitten.",
    "decided.restore.title": "Ihr Kommentar ist wieder da",
    "decided.restore.body": "Alle können ihn wieder lesen. In der Begründung steht, warum.",
    "receipt.subject": "Ihr Widerspruch ist angekommen",
    "receipt.text": "Ihr Widerspruch ist am {since} angekommen. Jemand, der an der Entscheidung "
    "nicht beteiligt war, prüft sie neu und antwortet Ihnen, hier und auf der Seite.",
    "answered.title": "Ihr Widerspruch ist beantwortet",
    "answered.subject": "Die Antwort auf Ihren Widerspruch",
    "answered.upheld": "Jemand anderes hat neu geprüft und kommt zum selben Ergebnis. In der "
    "Antwort steht, warum.",
    "answered.reversed": "Jemand anderes hat neu geprüft und Ihren Kommentar zurückgebracht.",
    "answered.stands": "Jemand, der an der ersten Entscheidung nicht beteiligt war, hat Ihren "
    "Kommentar neu geprüft. Die Entscheidung bleibt bestehen.",
    "answered.courts": "Sie können sich an eine außergerichtliche Streitbeilegungsstelle oder an "
    "ein Gericht wenden.",
    "account.taken.title": "Eine Nachricht der Moderation",
    "account.taken.body": "Darin steht, was wir getan haben, warum, und was Sie tun können.",
    "account.lifted.title": "Eine Entscheidung über Ihr Konto ist aufgehoben",
    "account.lifted.body": "In der Nachricht steht, warum.",
    "account.upheld.title": "Ihr Widerspruch ist beantwortet",
    "account.upheld.body": "Jemand anderes hat neu geprüft. Die Entscheidung bleibt bestehen.",
    "account.reversed.title": "Ihr Widerspruch ist beantwortet",
    "account.reversed.body": "Jemand anderes hat neu geprüft und sie aufgehoben.",
    "account.where": "Sie finden sie, mit allem, was Sie tun können, unter",
    "foot.subject": "{n} Ihrer Kommentare sind jetzt zu lesen",
    "foot.about": "Sie erhalten Mails über Entscheidungen zu Ihren Kommentaren, {rhythm}.",
    "foot.at_once": "sofort",
    "foot.hourly": "einmal in der Stunde",
    "foot.daily": "einmal am Tag",
    "foot.weekly": "einmal in der Woche",
    "foot.more": "{n} weitere stehen in Ihren Hinweisen:",
    "foot.stop": "Diese Mails abbestellen:",
    "foot.choose": "Wählen, was wir Ihnen sagen:",
    "answered.changed": "Jemand anderes hat neu geprüft: Die Entscheidung bleibt bestehen, aus "
    "einem anderen Grund. Eine neue Begründung sagt, aus welchem.",
    "anew": "Diese Begründung ersetzt die frühere: Die Entscheidung bleibt bestehen, aus einem "
    "anderen Grund.",
    "account.shortened.title": "Ihr Widerspruch ist beantwortet",
    "account.shortened.body": "Jemand anderes hat neu geprüft. Die Entscheidung bleibt bestehen, "
    "aber kürzer.",
    "account.until": "Sie endet am {until}.",
    "uncovered.body": "Er ist nicht mehr verborgen. Alle können ihn wieder lesen.",
    "mail.where": "Die Begründung steht unter",
    "since.open": "Seit {since}, ohne Ende, wenn niemand es ändert.",
    "since.until": "Seit {since}, bis {until}.",
    "since.read": "Seit {since}, bis Sie bestätigen, dass Sie es gelesen haben.",
    "since.only": "Seit {since}.",
    "cited": "Regel {key}, {title} (Fassung {version}).",
    "people": "Es war keine Software beteiligt. Menschen haben gelesen und entschieden.",
    "objecting": "Bis {day} können Sie einmal und kostenlos um eine neue Prüfung bitten: Jemand "
    "anderes entscheidet. Sie können sich auch an eine außergerichtliche Streitbeilegungsstelle "
    "oder an ein Gericht wenden.",
    "started.held": "Niemand hat ihn gemeldet. Unsere Software hat ihn vor der Veröffentlichung "
    "zur Prüfung zurückgehalten.",
    "started.reports": "Leserinnen und Leser haben ihn gemeldet.",
    "started.notice": "Jemand hat uns gemeldet, dass er gegen das Gesetz verstößt.",
    "started.own": "Jemand aus der Moderation ist auf ihn gestoßen.",
    "started.objection": "Ihr Widerspruch.",
    "started.read_first": "Niemand hat ihn gemeldet. Solche Kommentare liest die Moderation, bevor "
    "sie erscheinen.",
    "machine.held": "Software hat ihn gefunden. Ein Mensch hat ihn gelesen und entschieden.",
    "machine.reports": _READ,
    "machine.notice": _READ,
    "machine.own": _READ,
    "machine.read_first": _READ,
    "machine.objection": "Es war keine Software beteiligt. Entschieden hat jemand, der an der "
    "ersten Entscheidung nicht beteiligt war.",
    "clause.1@1": "Bleiben Sie beim Thema",
    "clause.2@1": "Streiten Sie mit dem Argument, nicht mit dem Menschen",
    "clause.3@1": "Sagen Sie, woher eine Tatsache stammt",
    "clause.4@1": "Sagen Sie, was Ihre Meinung ändern würde",
    "clause.5@1": "Bringen Sie niemanden in Gefahr, und halten Sie sich an das Gesetz",
    "clause.6@1": "Keine Werbung, keine Verstellung",
    "reason.ABUSIVE": "Ein Teil Ihres Kommentars zielt auf einen Menschen und nicht auf die Sache. "
    "Das Argument ist es wert: Schreiben Sie es noch einmal, ohne diesen Teil.",
    "reason.OFF_TOPIC": "In Ihrem Kommentar geht es um etwas anderes als in diesem Artikel und "
    "seiner Frage. Unter einen anderen Artikel passt er vielleicht gut.",
    "reason.MISINFORMATION": "Ihr Kommentar stellt eine schwerwiegende Behauptung als Tatsache "
    "hin, ohne Quelle. Nennen Sie die Quelle, und senden Sie ihn noch einmal.",
    "reason.HATE": "Ihr Kommentar setzt Menschen herab für das, was sie sind.",
    "reason.SPAM": "Ihr Kommentar wurde vielfach gesendet oder wirbt für etwas, das mit dem "
    "Artikel nichts zu tun hat.",
    "reason.PERSONAL_DATA": "Ihr Kommentar enthält Angaben über einen Menschen, die nicht "
    "öffentlich sind. Lassen Sie sie weg, und senden Sie ihn noch einmal.",
    "reason.HARASSMENT": "Ihr Kommentar bedroht jemanden oder stellt demselben Menschen erneut "
    "nach.",
    "reason.AD": "Ihr Kommentar wirbt für ein Produkt, eine Dienstleistung oder einen Kanal.",
    "reason.OFFENSIVE": "Die Wortwahl Ihres Kommentars macht es anderen schwer, zu antworten. Der "
    "Gedanke ist in anderen Worten willkommen.",
    "reason.BANNED_TERM": "Ihr Kommentar enthält ein Wort, das wir nicht veröffentlichen. Ohne "
    "dieses Wort ist der Gedanke willkommen.",
    "reason.SELF_HARM": "Ihr Kommentar könnte jemanden gefährden. Wenn Sie selbst das sind, "
    "sprechen Sie heute mit jemandem: findahelpline.com nennt kostenlose und vertrauliche Hilfe in "
    "Ihrem Land.",
    "reason.IMPERSONATION": "Ihr Kommentar wurde geschrieben, als käme er von jemand anderem.",
    "reason.MANIPULATION": "Ihr Kommentar gehört zu einem Versuch, Bewertungen oder Prognosen von "
    "mehreren Konten aus zu lenken.",
    "measure.advice.title": "Ein Rat",
    "measure.advice.effect": "Wir schreiben Ihnen; sonst ändert sich nichts.",
    "measure.warning.title": "Verwarnung",
    "measure.warning.effect": "Sie können wieder schreiben, bewerten und Prognosen abgeben, sobald "
    "Sie sie bestätigen.",
    "measure.premoderation.title": "Kommentare werden vorher gelesen",
    "measure.premoderation.effect": "Die Moderation liest jeden Ihrer Kommentare, bevor er "
    "erscheint.",
    "measure.exclusion.title": "Prognosen zählen nicht zum Gesamtbild",
    "measure.exclusion.effect": "Was alle zusammen sagen, wird ohne sie gezählt. Sie bleiben Ihre "
    "und werden gewertet wie zuvor, und Sie können weiter Prognosen abgeben.",
    "measure.suspension.title": "Sperre auf Zeit",
    "measure.suspension.effect": "Sie können lesen, aber nicht schreiben, bewerten oder Prognosen "
    "abgeben. Ihre Prognosen bleiben und werden gewertet.",
    "measure.ban.title": "Sperre",
    "measure.ban.effect": "Sie können lesen, aber nicht schreiben, bewerten oder Prognosen "
    "abgeben. Ihre Prognosen bleiben und werden gewertet. Zwei Menschen haben das entschieden.",
}
