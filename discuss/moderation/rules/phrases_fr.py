"""What statements say in French."""

from typing import Final

_READ: Final = "Aucun logiciel n’est intervenu. Une personne l’a lu et a décidé."

FRENCH: Final = {
    "months": "janvier février mars avril mai juin juillet août septembre octobre novembre "
    "décembre",
    "day": "{day} {month} {year}",
    "instant": "{day} à {time} UTC",
    "quoted": "« {text} »",
    "did": "Ce que nous avons fait",
    "since": "Depuis quand",
    "saw": "Ce que nous avons vu",
    "about": "De quoi il s’agit",
    "who": "Qui en est à l’origine",
    "how": "Logiciel ou personnes",
    "law": "Quelle loi, et pourquoi",
    "rule": "Quelle règle, et pourquoi",
    "why": "Pourquoi",
    "redress": "Si vous n’êtes pas d’accord",
    "rejected": "Nous avons refusé votre commentaire sous {headline}. Plus personne ne le voit, "
    "nulle part.",
    "removed": "Nous avons retiré votre commentaire sous {headline} pour des raisons légales. Plus "
    "personne ne le voit, nulle part.",
    "hidden": "Nous avons masqué pour l’instant votre commentaire sous {headline}. Seuls vous et "
    "la modération pouvez le lire ; les autres voient à sa place que quelque chose est masqué le "
    "temps d’un examen. Les réponses restent.",
    "since.decided": "Depuis le {since}, jusqu’à ce qu’une personne ait décidé.",
    "hidden.who.reports": "Plusieurs lecteurs l’ont signalé.",
    "hidden.who.moderator": "Un membre de la modération l’a remarqué.",
    "hidden.how.reports": "Un logiciel l’a masqué de lui-même. Aucune personne n’a encore décidé.",
    "hidden.how.moderator": "Aucun logiciel n’est intervenu. Une personne l’a masqué. Il n’est "
    "pas encore décidé s’il le reste.",
    "hidden.why.reports": "Ce que plusieurs lecteurs signalent est masqué jusqu’à ce qu’une "
    "personne l’ait examiné. Il n’est pas décidé s’il enfreint une règle.",
    "hidden.why.moderator": "Il est masqué afin de ne pas nuire le temps d’un examen. Il n’est "
    "pas décidé s’il enfreint une règle.",
    "hidden.redress": "Une personne l’examine dans tous les cas ; vous n’avez rien à faire. S’il "
    "est conservé, nous vous le dirons et tout le monde pourra le lire de nouveau. S’il est "
    "refusé, une notification dira pourquoi, et vous pourrez demander un nouvel examen, une fois "
    "et gratuitement. Vous pouvez aussi saisir un organe de règlement extrajudiciaire des litiges "
    "ou un tribunal.",
    "hidden.title": "Votre commentaire est masqué le temps d’un examen",
    "hidden.body": "La notification dit depuis quand, pourquoi et ce que vous pouvez faire.",
    "note": "Une mention garde sa place, afin que les réponses restent compréhensibles.",
    "restored": "Nous avons rétabli votre commentaire sous {headline}. Tout le monde le voit de "
    "nouveau, avec ses réponses et ses avis.",
    "shown.title": "Votre commentaire est de nouveau lisible",
    "shown.body": "Une personne l’a examiné et conservé. Tout le monde peut le lire de nouveau.",
    "statement.reject": "Pourquoi votre commentaire a été refusé",
    "statement.remove_illegal": "Pourquoi votre commentaire a été retiré pour des raisons légales",
    "statement.restore": "Votre commentaire est rétabli",
    "decided.approve.title": "Votre commentaire a été accepté",
    "decided.approve.body": "La modération l’a lu, et tout le monde peut maintenant le lire.",
    "decided.reject.title": "Votre commentaire a été refusé",
    "decided.reject.body": "La notification dit ce que nous avons fait, pourquoi, et comment "
    "demander un nouvel examen.",
    "decided.remove_illegal.title": "Votre commentaire a été retiré pour des raisons légales",
    "decided.remove_illegal.body": "La notification nomme la loi et dit comment demander un "
    "nouvel examen.",
    "decided.restore.title": "Votre commentaire est rétabli",
    "decided.restore.body": "Tout le monde peut de nouveau le lire. La notification dit pourquoi.",
    "receipt.subject": "Nous avons reçu votre contestation",
    "receipt.text": "Votre contestation est arrivée le {since}. Une personne étrangère à la "
    "décision l’examine de nouveau et vous répond, ici et sur le site.",
    "answered.title": "Votre contestation a reçu une réponse",
    "answered.subject": "La réponse à votre contestation",
    "answered.upheld": "Une autre personne a réexaminé et arrive au même résultat. La réponse dit "
    "pourquoi.",
    "answered.reversed": "Une autre personne a réexaminé et rétabli votre commentaire.",
    "answered.stands": "Une personne étrangère à la première décision a réexaminé votre "
    "commentaire. La décision est maintenue.",
    "answered.courts": "Vous pouvez saisir un organe de règlement extrajudiciaire des litiges ou "
    "un tribunal.",
    "account.taken.title": "Un message de la modération",
    "account.taken.body": "Il dit ce que nous avons fait, pourquoi, et ce que vous pouvez faire.",
    "account.lifted.title": "Une décision sur votre compte a pris fin",
    "account.lifted.body": "Le message dit pourquoi.",
    "account.upheld.title": "Votre contestation a reçu une réponse",
    "account.upheld.body": "Une autre personne a réexaminé. La décision est maintenue.",
    "account.reversed.title": "Votre contestation a reçu une réponse",
    "account.reversed.body": "Une autre personne a réexaminé et y a mis fin.",
    "account.where": "Il se trouve, avec ce que vous pouvez faire, à l’adresse",
    "foot.subject": "{n} de vos commentaires peuvent maintenant être lus",
    "foot.about": "Vous recevez des courriels sur les décisions concernant vos commentaires, "
    "{rhythm}.",
    "foot.at_once": "aussitôt",
    "foot.hourly": "une fois par heure",
    "foot.daily": "une fois par jour",
    "foot.weekly": "une fois par semaine",
    "foot.more": "{n} autres sont dans vos notifications :",
    "foot.stop": "Ne plus recevoir ces courriels :",
    "foot.choose": "Choisir ce qui vous est dit :",
    "answered.changed": "Une autre personne a réexaminé : la décision est maintenue pour un autre "
    "motif. Une nouvelle notification dit lequel.",
    "anew": "Cette notification remplace la précédente : la décision est maintenue pour un autre "
    "motif.",
    "account.shortened.title": "Votre contestation a reçu une réponse",
    "account.shortened.body": "Une autre personne a réexaminé. La décision est maintenue, pour "
    "moins longtemps.",
    "account.until": "Elle prend fin le {until}.",
    "uncovered.body": "Il n’est plus masqué. Tout le monde peut le lire de nouveau.",
    "mail.where": "La notification se trouve à l’adresse",
    "since.open": "Depuis le {since}, sans fin tant que personne ne le change.",
    "since.until": "Depuis le {since}, jusqu’au {until}.",
    "since.read": "Depuis le {since}, jusqu’à ce que vous confirmiez l’avoir lu.",
    "since.only": "Depuis le {since}.",
    "cited": "Règle {key}, {title} (version {version}).",
    "people": "Aucun logiciel n’est intervenu. Des personnes ont lu et décidé.",
    "objecting": "Jusqu’au {day}, vous pouvez demander un nouvel examen, une fois et "
    "gratuitement : quelqu’un d’autre décidera. Vous pouvez aussi saisir un organe de règlement "
    "extrajudiciaire des litiges ou un tribunal.",
    "started.held": "Personne ne l’a signalé. Notre logiciel l’a retenu pour examen avant sa "
    "publication.",
    "started.reports": "Des lecteurs l’ont signalé.",
    "started.notice": "Quelqu’un nous a notifié qu’il enfreint la loi.",
    "started.own": "Un membre de la modération l’a remarqué.",
    "started.objection": "Votre contestation.",
    "started.read_first": "Personne ne l’a signalé. La modération lit de tels commentaires avant "
    "leur parution.",
    "machine.held": "Un logiciel l’a repéré. Une personne l’a lu et a décidé.",
    "machine.reports": _READ,
    "machine.notice": _READ,
    "machine.own": _READ,
    "machine.read_first": _READ,
    "machine.objection": "Aucun logiciel n’est intervenu. Une personne étrangère à la première "
    "décision a décidé.",
    "clause.1@1": "Restez dans le sujet",
    "clause.2@1": "Discutez l’argument, pas la personne",
    "clause.3@1": "Dites d’où vient un fait",
    "clause.4@1": "Dites ce qui vous ferait changer d’avis",
    "clause.5@1": "Ne mettez personne en danger, et respectez la loi",
    "clause.6@1": "Ni publicité, ni imposture",
    "reason.ABUSIVE": "Une partie de votre commentaire vise une personne et non une idée. "
    "L’argument en vaut la peine : récrivez-le sans cette partie.",
    "reason.OFF_TOPIC": "Votre commentaire parle d’autre chose que de cet article et de sa "
    "question. Il a peut-être sa place sous un autre article.",
    "reason.MISINFORMATION": "Votre commentaire présente une affirmation grave comme un fait, sans "
    "source. Ajoutez la source et renvoyez-le.",
    "reason.HATE": "Votre commentaire rabaisse des personnes pour ce qu’elles sont.",
    "reason.SPAM": "Votre commentaire a été envoyé en de nombreux exemplaires, ou vante quelque "
    "chose qui n’a rien à voir avec l’article.",
    "reason.PERSONAL_DATA": "Votre commentaire contient sur une personne des détails qui ne sont "
    "pas publics. Retirez-les et renvoyez-le.",
    "reason.HARASSMENT": "Votre commentaire menace quelqu’un, ou s’en prend de nouveau à la même "
    "personne.",
    "reason.AD": "Votre commentaire fait la publicité d’un produit, d’un service ou d’une chaîne.",
    "reason.OFFENSIVE": "La façon dont votre commentaire est écrit rend la réponse difficile aux "
    "autres. L’idée est la bienvenue en d’autres termes.",
    "reason.BANNED_TERM": "Votre commentaire contient un mot que nous ne publions pas. Sans lui, "
    "l’idée est la bienvenue.",
    "reason.SELF_HARM": "Votre commentaire pourrait mettre quelqu’un en danger. Si c’est vous, "
    "parlez à quelqu’un aujourd’hui : findahelpline.com indique une aide gratuite et "
    "confidentielle dans votre pays.",
    "reason.IMPERSONATION": "Votre commentaire a été écrit comme s’il venait de quelqu’un d’autre.",
    "reason.MANIPULATION": "Votre commentaire fait partie d’une tentative d’orienter des avis ou "
    "des prévisions depuis plusieurs comptes.",
    "measure.advice.title": "Un conseil",
    "measure.advice.effect": "Nous vous écrivons ; rien d’autre ne change.",
    "measure.warning.title": "Avertissement",
    "measure.warning.effect": "Vous pourrez de nouveau écrire, donner un avis et prévoir dès que "
    "vous l’aurez confirmé.",
    "measure.premoderation.title": "Commentaires lus avant parution",
    "measure.premoderation.effect": "La modération lit chacun de vos commentaires avant sa "
    "parution.",
    "measure.exclusion.title": "Prévisions non comptées dans l’ensemble",
    "measure.exclusion.effect": "Ce que disent les lecteurs ensemble est compté sans elles. Elles "
    "restent les vôtres et sont notées comme avant, et vous pouvez continuer à prévoir.",
    "measure.suspension.title": "Suspension",
    "measure.suspension.effect": "Vous pouvez lire, mais ni écrire, ni donner un avis, ni prévoir. "
    "Vos prévisions restent et sont notées.",
    "measure.ban.title": "Exclusion",
    "measure.ban.effect": "Vous pouvez lire, mais ni écrire, ni donner un avis, ni prévoir. Vos "
    "prévisions restent et sont notées. Deux personnes l’ont décidé.",
}
