"""What statements say in Spanish."""

from typing import Final

_READ: Final = "No intervino ningún programa. Una persona lo leyó y decidió."

SPANISH: Final = {
    "months": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre "
    "diciembre",
    "day": "{day} de {month} de {year}",
    "instant": "{day}, {time} UTC",
    "quoted": "«{text}»",
    "did": "Qué hemos hecho",
    "since": "Desde cuándo",
    "saw": "Qué hemos visto",
    "about": "De qué se trata",
    "who": "Quién lo inició",
    "how": "Programas o personas",
    "law": "Qué ley, y por qué",
    "rule": "Qué regla, y por qué",
    "why": "Por qué",
    "redress": "Si usted lo ve de otro modo",
    "rejected": "Hemos rechazado su comentario en {headline}. Ya nadie lo ve en ningún lugar.",
    "removed": "Hemos retirado su comentario en {headline} por razones legales. Ya nadie lo ve en "
    "ningún lugar.",
    "hidden": "Hemos ocultado por ahora su comentario en {headline}. Solo usted y la moderación "
    "pueden leerlo; los demás ven en su lugar que algo está oculto mientras se revisa. Las "
    "respuestas se quedan.",
    "since.decided": "Desde el {since}, hasta que una persona haya decidido.",
    "hidden.who.reports": "Lo denunciaron varios lectores.",
    "hidden.who.moderator": "Lo advirtió alguien de la moderación.",
    "hidden.how.reports": "Un programa lo ocultó por sí solo. Ninguna persona ha decidido todavía.",
    "hidden.how.moderator": "No intervino ningún programa. Lo ocultó una persona. Aún no está "
    "decidido si se queda así.",
    "hidden.why.reports": "Lo que denuncian varios lectores se oculta hasta que una persona lo "
    "haya revisado. No está decidido si infringe una regla.",
    "hidden.why.moderator": "Está oculto para que no haga daño mientras alguien lo revisa. No "
    "está decidido si infringe una regla.",
    "hidden.redress": "Una persona lo revisa en todo caso; usted no tiene que hacer nada. Si se "
    "mantiene, se lo diremos y todos podrán leerlo de nuevo. Si se rechaza, una notificación dirá "
    "por qué, y podrá pedir otra revisión, una vez y sin coste. También puede acudir a un "
    "organismo de resolución extrajudicial de litigios o a un tribunal.",
    "hidden.title": "Su comentario está oculto mientras se revisa",
    "hidden.body": "La notificación dice desde cuándo, por qué y qué puede hacer.",
    "note": "Una nota guarda su sitio para que las respuestas sigan teniendo sentido.",
    "restored": "Hemos repuesto su comentario en {headline}. Todos lo ven de nuevo, con sus "
    "respuestas y valoraciones.",
    "shown.title": "Su comentario se puede leer de nuevo",
    "shown.body": "Una persona lo ha revisado y lo mantiene. Todos pueden leerlo de nuevo.",
    "statement.reject": "Por qué se rechazó su comentario",
    "statement.remove_illegal": "Por qué se retiró su comentario por razones legales",
    "statement.restore": "Su comentario ha vuelto",
    "decided.approve.title": "Su comentario fue aprobado",
    "decided.approve.body": "La moderación lo ha leído y ahora todos pueden leerlo.",
    "decided.reject.title": "Su comentario fue rechazado",
    "decided.reject.body": "La notificación dice qué hemos hecho, por qué y cómo pedir otra "
    "revisión.",
    "decided.remove_illegal.title": "Su comentario fue retirado por razones legales",
    "decided.remove_illegal.body": "La notificación nombra la ley y dice cómo pedir otra revisión.",
    "decided.restore.title": "Su comentario ha vuelto",
    "decided.restore.body": "Todos pueden leerlo de nuevo. La notificación dice por qué.",
    "receipt.subject": "Hemos recibido su reclamación",
    "receipt.text": "Su reclamación llegó el {since}. Una persona que no tomó parte en la "
    "decisión la revisa y le responde, aquí y en el sitio.",
    "answered.title": "Su reclamación tiene respuesta",
    "answered.subject": "La respuesta a su reclamación",
    "answered.upheld": "Otra persona lo ha revisado y llega al mismo resultado. La respuesta dice "
    "por qué.",
    "answered.reversed": "Otra persona lo ha revisado y ha repuesto su comentario.",
    "answered.stands": "Una persona que no tomó parte en la primera decisión ha revisado su "
    "comentario. La decisión se mantiene.",
    "answered.courts": "Puede acudir a un organismo de resolución extrajudicial de litigios o a "
    "un tribunal.",
    "account.taken.title": "Un mensaje de la moderación",
    "account.taken.body": "Dice qué hemos hecho, por qué y qué puede hacer usted.",
    "account.lifted.title": "Una decisión sobre su cuenta ha terminado",
    "account.lifted.body": "El mensaje dice por qué.",
    "account.upheld.title": "Su reclamación tiene respuesta",
    "account.upheld.body": "Otra persona lo ha revisado. La decisión se mantiene.",
    "account.reversed.title": "Su reclamación tiene respuesta",
    "account.reversed.body": "Otra persona lo ha revisado y le ha puesto fin.",
    "account.where": "Está, con lo que puede hacer al respecto, en",
    "foot.subject": "{n} de sus comentarios ya se pueden leer",
    "foot.about": "Recibe correos sobre decisiones acerca de sus comentarios, {rhythm}.",
    "foot.at_once": "al momento",
    "foot.hourly": "una vez por hora",
    "foot.daily": "una vez al día",
    "foot.weekly": "una vez por semana",
    "foot.more": "{n} más están en sus avisos:",
    "foot.stop": "No recibir más estos correos:",
    "foot.choose": "Elegir qué se le comunica:",
    "answered.changed": "Otra persona lo ha revisado: la decisión se mantiene por otro motivo. "
    "Una nueva notificación dice cuál.",
    "anew": "Esta notificación sustituye a la anterior: la decisión se mantiene por otro motivo.",
    "account.shortened.title": "Su reclamación tiene respuesta",
    "account.shortened.body": "Otra persona lo ha revisado. La decisión se mantiene por menos "
    "tiempo.",
    "account.until": "Termina el {until}.",
    "uncovered.body": "Ya no está oculto. Todos pueden leerlo de nuevo.",
    "mail.where": "La notificación está en",
    "since.open": "Desde el {since}, sin final mientras nadie lo cambie.",
    "since.until": "Desde el {since}, hasta el {until}.",
    "since.read": "Desde el {since}, hasta que confirme que lo ha leído.",
    "since.only": "Desde el {since}.",
    "cited": "Regla {key}, {title} (versión {version}).",
    "people": "No intervino ningún programa. Varias personas leyeron y decidieron.",
    "objecting": "Hasta el {day} puede pedir otra revisión, una vez y sin coste: decidirá otra "
    "persona. También puede acudir a un organismo de resolución extrajudicial de litigios o a un "
    "tribunal.",
    "started.held": "Nadie lo denunció. Nuestro programa lo retuvo para revisarlo antes de "
    "publicarse.",
    "started.reports": "Lo denunciaron lectores.",
    "started.notice": "Alguien nos avisó de que infringe la ley.",
    "started.own": "Lo advirtió alguien de la moderación.",
    "started.objection": "Su reclamación.",
    "started.read_first": "Nadie lo denunció. La moderación lee comentarios así antes de que "
    "aparezcan.",
    "machine.held": "Un programa lo encontró. Una persona lo leyó y decidió.",
    "machine.reports": _READ,
    "machine.notice": _READ,
    "machine.own": _READ,
    "machine.read_first": _READ,
    "machine.objection": "No intervino ningún programa. Decidió una persona que no tomó parte en "
    "la primera decisión.",
    "clause.1@1": "Cíñase al tema",
    "clause.2@1": "Discuta el argumento, no a la persona",
    "clause.3@1": "Diga de dónde sale un dato",
    "clause.4@1": "Diga qué le haría cambiar de opinión",
    "clause.5@1": "No ponga a nadie en peligro y respete la ley",
    "clause.6@1": "Ni publicidad ni suplantación",
    "reason.ABUSIVE": "Una parte de su comentario va contra una persona y no contra una idea. El "
    "argumento merece la pena: escríbalo de nuevo sin esa parte.",
    "reason.OFF_TOPIC": "Su comentario trata de algo distinto de este artículo y su pregunta. "
    "Quizá encaje bien en otro artículo.",
    "reason.MISINFORMATION": "Su comentario presenta como un hecho una afirmación grave sin "
    "fuente. Añada la fuente y envíelo otra vez.",
    "reason.HATE": "Su comentario denigra a personas por lo que son.",
    "reason.SPAM": "Su comentario se envió muchas veces o promociona algo que no tiene que ver con "
    "el artículo.",
    "reason.PERSONAL_DATA": "Su comentario contiene datos de una persona que no son públicos. "
    "Quítelos y envíelo otra vez.",
    "reason.HARASSMENT": "Su comentario amenaza a alguien o persigue otra vez a la misma persona.",
    "reason.AD": "Su comentario anuncia un producto, un servicio o un canal.",
    "reason.OFFENSIVE": "La forma de su comentario dificulta que otros respondan. La idea es "
    "bienvenida con otras palabras.",
    "reason.BANNED_TERM": "Su comentario contiene una palabra que no publicamos. Sin ella, la idea "
    "es bienvenida.",
    "reason.SELF_HARM": "Su comentario podría poner a alguien en peligro. Si ese alguien es usted, "
    "hable hoy con alguien: findahelpline.com indica ayuda gratuita y confidencial en su país.",
    "reason.IMPERSONATION": "Su comentario se escribió como si fuera de otra persona.",
    "reason.MANIPULATION": "Su comentario forma parte de un intento de dirigir valoraciones o "
    "pronósticos desde varias cuentas.",
    "measure.advice.title": "Un consejo",
    "measure.advice.effect": "Le escribimos; no cambia nada más.",
    "measure.warning.title": "Advertencia",
    "measure.warning.effect": "Podrá escribir, valorar y pronosticar de nuevo cuando la confirme.",
    "measure.premoderation.title": "Comentarios leídos antes de aparecer",
    "measure.premoderation.effect": "La moderación lee cada uno de sus comentarios antes de que "
    "aparezca.",
    "measure.exclusion.title": "Pronósticos que no cuentan en el conjunto",
    "measure.exclusion.effect": "Lo que dicen los lectores en conjunto se cuenta sin ellos. Siguen "
    "siendo suyos y se puntúan como antes, y puede seguir pronosticando.",
    "measure.suspension.title": "Suspensión",
    "measure.suspension.effect": "Puede leer, pero no escribir, valorar ni pronosticar. Sus "
    "pronósticos se quedan y se puntúan.",
    "measure.ban.title": "Expulsión",
    "measure.ban.effect": "Puede leer, pero no escribir, valorar ni pronosticar. Sus pronósticos "
    "se quedan y se puntúan. Lo decidieron dos personas.",
}
