"""What lies in a storage."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.files.storage import Storage


@dataclass(frozen=True)
class Shelf:
    storage: Storage

    def files(self, folder: str = "") -> dict[str, bytes]:
        folders, names = self.storage.listdir(folder)
        found = {}
        for name in names:
            path = f"{folder}/{name}" if folder else name
            with self.storage.open(path) as file:
                found[path] = file.read()
        for inner in folders:
            found |= self.files(f"{folder}/{inner}" if folder else inner)
        return found
