"""Formulas of titles as plain text: `\\lambda` is λ, `{\\mathcal{P}^2}` is P^2."""

from __future__ import annotations

import re

_SYMBOLS = {
    name: symbol
    for line in (
        "alpha α beta β gamma γ delta δ epsilon ε varepsilon ε zeta ζ eta η theta θ iota ι kappa κ",
        "lambda λ mu μ nu ν xi ξ pi π rho ρ sigma σ tau τ upsilon υ phi φ varphi φ chi χ psi ψ",
        "omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Phi Φ Psi Ψ Omega Ω ell ℓ",
        "infty ∞ times × cdot · pm ± leq ≤ geq ≥ neq ≠ approx ≈ sim ∼ in ∈ subset ⊂ cup ∪ cap ∩",
        "to → rightarrow → leftarrow ← leftrightarrow ↔ Rightarrow ⇒ circ ∘ star ⋆ ldots … dots …",
    )
    for name, symbol in zip(line.split()[::2], line.split()[1::2], strict=True)
}
_STYLE_COMMANDS = """
bf bm boldsymbol emph hat it left mathbb mathbf mathcal mathfrak mathit mathrm mathsf mathtt
operatorname right rm text textbf textit textrm textsc texttt tilde vec
"""
_STYLES = frozenset(_STYLE_COMMANDS.split())
_DEGREE = re.compile(r"\^\s*(?:\{\s*\\circ\s*\}|\\circ\b)")
_COMMAND = re.compile(r"\\([A-Za-z]+)\s*|\\(.)", re.DOTALL)


def plain_formula(formula: str) -> str:
    """What the formula reads like; commands that only style vanish, others stay as words."""
    text = _COMMAND.sub(_spoken, _DEGREE.sub("°", formula))
    return text.replace("{", "").replace("}", "").strip(" $")


def _spoken(match: re.Match[str]) -> str:
    if match[1] is None:
        return match[2] if match[2] in "%&#_$" else " "
    return "" if match[1] in _STYLES else _SYMBOLS.get(match[1], match[1])
