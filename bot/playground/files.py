"""Files that an app uploads in two steps (getUploadURLExternal, then completeUploadExternal)."""

from dataclasses import dataclass, field

from bot.playground.shapes import Json


@dataclass(slots=True)
class File:
    """A file; it shows up in a channel only after completeUploadExternal."""

    id: str
    name: str
    user: str
    created: int
    title: str = ""
    alt_text: str = ""
    content: bytes = b""
    is_uploaded: bool = False
    is_complete: bool = False
    channels: list[str] = field(default_factory=list)

    def as_json(self, base_url: str) -> Json:
        """The file object."""
        kind = self.name.rpartition(".")[2].lower()
        return {
            "id": self.id,
            "created": self.created,
            "timestamp": self.created,
            "name": self.name,
            "title": self.title or self.name,
            "filetype": kind,
            "user": self.user,
            "size": len(self.content),
            "alt_txt": self.alt_text,
            "channels": self.channels,
            "url_private": f"{base_url}/files/{self.id}",
            "url_private_download": f"{base_url}/files/{self.id}",
            "permalink": f"{base_url}/files/{self.id}",
        }
