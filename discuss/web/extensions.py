"""The Flask extensions, made once and bound to an application by `discuss.app`."""

from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_login import LoginManager
from flask_sqlalchemy import SQLAlchemy
from flask_wtf import CSRFProtect

from discuss.kit.orm import Base

db = SQLAlchemy(
    metadata=Base.metadata,
    session_options={"expire_on_commit": False, "join_transaction_mode": "create_savepoint"},
)
login_manager = LoginManager()
csrf = CSRFProtect()
limiter = Limiter(get_remote_address, headers_enabled=False)
