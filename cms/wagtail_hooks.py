"""Everything Linli adds to the Wagtail admin, as one list."""

from __future__ import annotations

from wagtail import hooks

from cms.admin.log_messages import register_log_actions

hooks.register("register_log_actions", register_log_actions)
