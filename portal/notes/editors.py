"""Who may write notes: whoever has the permission, as the group "Editors" does."""

from typing import Any

from django.apps import AppConfig
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, Group, Permission, User

GROUP = "Editors"
PERMISSION = "notes.change_note"


def may_edit(user: AbstractBaseUser | AnonymousUser) -> bool:
    return isinstance(user, User | AnonymousUser) and user.has_perm(PERMISSION)


def make_group(sender: AppConfig, using: str = "default", **kwargs: Any) -> None:
    """Make the group with its permission, after a migration, unless it is there already."""
    create_permissions(sender, verbosity=0, using=using)  # this may run before Django does so
    group, is_new = Group.objects.using(using).get_or_create(name=GROUP)
    if is_new:
        group.permissions.add(_permission(using))


def _permission(using: str) -> Permission:
    app, codename = PERMISSION.split(".")
    return Permission.objects.using(using).get(content_type__app_label=app, codename=codename)


def editors() -> list[User]:
    """The members of the group, by their names."""
    return list(User.objects.filter(groups__name=GROUP).order_by("username"))


def add(user: User) -> None:
    """Let `user` write notes. The group is made if somebody has deleted it."""
    group, is_new = Group.objects.get_or_create(name=GROUP)
    if is_new:
        group.permissions.add(_permission("default"))
    user.groups.add(group)


def remove(user: User) -> None:
    user.groups.remove(*Group.objects.filter(name=GROUP))
