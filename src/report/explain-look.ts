/** Style and script of the explain page. Every kind of claim has a line of its own, so that none needs its colour. */

/** CSS: values are underlined, labels dotted, ignored text struck, unread text boxed and bold. */
export const EXPLAIN_STYLE = `
:root{--value:#dcefe0;--label:#e6e9f2;--ignored:#f3ead2;--unread:#ffd9d6}
@media(prefers-color-scheme:dark){:root{--value:#1f3d29;--label:#2b3044;--ignored:#453a1c;--unread:#5a2320}}
.printed .as,.ledger .as{border-radius:2px;padding:0 .1em}
.printed .as{cursor:help}
.as.value{background:var(--value);border-bottom:2px solid var(--good)}
.as.label{background:var(--label);border-bottom:2px dotted var(--dim)}
.as.ignored{background:var(--ignored);text-decoration:line-through;text-decoration-color:var(--warn)}
.as.unread,.as.outside{background:var(--unread);outline:2px solid var(--bad);font-weight:700}
.as.outside{outline-style:dashed}
.as:target{outline:4px solid var(--mark)}td:target{outline:4px solid var(--mark);outline-offset:-4px}
.printed{white-space:pre-wrap}p.printed{margin:.25rem 0}
table.printed{margin:.75rem 0;font-size:.9rem;min-width:60%}
table.printed td{min-width:2.75rem;overflow-wrap:break-word}
.edge{font-weight:400;font-size:.75rem;color:var(--dim);background:var(--soft);text-align:center;white-space:nowrap}
.covered{font-size:.8rem;border-top:1px dashed var(--line)}.hidden{opacity:.75}
#unread{border-left:5px solid var(--bad);padding-left:1rem;margin-top:1rem}#unread h2{margin-top:0}
li.error strong{color:var(--bad)}li.warning strong{color:var(--warn)}
#note{position:fixed;left:0;right:0;bottom:0;background:var(--back);border-top:3px solid var(--mark);padding:.5rem 1.25rem;white-space:pre-line;max-height:40vh;overflow:auto;box-shadow:0 -4px 16px #0003}
`

/** JavaScript: shows the title of the span under the pointer or with the focus in the note at the bottom. */
export const EXPLAIN_SCRIPT = `
(() => {
  const note = document.getElementById('note')
  const show = (event) => {
    const span = event.target.closest ? event.target.closest('.printed .as') : null
    if (!span) { if (event.type === 'pointerover') note.hidden = true; return }
    if (span.title) { span.dataset.note = span.title; span.removeAttribute('title') }
    note.textContent = '“' + span.textContent + '”\\n' + span.dataset.note
    note.hidden = false
  }
  document.addEventListener('pointerover', show)
  document.addEventListener('focusin', show)
  document.addEventListener('keydown', (event) => { if (event.key === 'Escape') note.hidden = true })
})()
`
