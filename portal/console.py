"""What the commands share: how errors of the product end them, options, settings, JSON. Exit codes: 0 done, 1 findings, 2 usage, 3 data directory missing or broken."""

import json
import os
from pathlib import Path
from typing import Any

import click

from corpus.errors import CancuError

EXIT_FINDINGS, EXIT_MISSING = 1, 3


class CommandGroup(click.Group):
    """Translates errors of the product into a message and an exit code, in one place."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except CancuError as error:
            click.echo(f"Lỗi: {error}", err=True)
            missing = type(error).__name__ in {"DataNotBuilt", "StoreNotBuilt", "IndexNotBuilt"}
            ctx.exit(
                EXIT_MISSING
                if missing
                else 2
                if type(error).__name__ in {"SettingsError", "QuerySyntax", "QueryRejected"}
                else EXIT_FINDINGS
            )


def load_settings(**given: Any) -> Any:
    from .settings import load

    return load(os.environ, Path("cancu.toml"), **given)


DATA = click.option("--data", type=click.Path(path_type=Path, file_okay=False), default=None, help="Thư mục dữ liệu (mặc định: data).")
JSON = click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON.")


def print_json(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=1))
