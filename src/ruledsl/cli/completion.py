"""`ruledsl completion`: the script with which a shell completes `ruledsl` command lines."""

from __future__ import annotations

import click


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> int:
    """Print the script with which a shell completes commands, options, rulesets, scenario files and clauses.

    \b
    bash: put into ~/.bashrc                    eval "$(ruledsl completion bash)"
    zsh:  put into ~/.zshrc, after compinit     eval "$(ruledsl completion zsh)"
    fish: ruledsl completion fish > ~/.config/fish/completions/ruledsl.fish

    bash must be 4.4 or newer; macOS comes with an older one.
    """
    from click.shell_completion import ShellComplete, get_completion_class

    from ruledsl.cli.output import write
    from ruledsl.cli.root import root

    kind = get_completion_class(shell)
    assert kind is not None, "click knows the three"
    # The class for bash would first run a bash to ask for its version, and complain; the script is the same.
    write(ShellComplete.source(kind(root, {}, "ruledsl", "_RULEDSL_COMPLETE")) + "\n")
    return 0
