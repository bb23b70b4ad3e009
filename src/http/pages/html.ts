/** Markup that is safe by construction: whatever is put into a template is escaped, unless it is markup already. */

/** Text that may stand in a page as it is. Only `html` and `raw` make one. */
export class Html {
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  toString(): string {
    return this.#text
  }
}

/** What a template takes. `null` and `false` show nothing, so that a part may be left out with `&&`. */
export type HtmlValue = string | number | Html | readonly Html[] | null | false

/** Builds markup. Attribute values must stand in quotes: escaping makes every text safe there, but not outside quotes. */
export function html(strings: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  let text = strings[0] ?? ''
  values.forEach((value, index) => {
    text += render(value) + (strings[index + 1] ?? '')
  })
  return new Html(text)
}

/** Vouches for markup made elsewhere. For Markdown that our own renderer produced, and for constants; for nothing else. */
export function raw(trusted: string): Html {
  return new Html(trusted)
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  // Old browsers took it for a quote.
  '`': '&#96;',
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"'`]/g, (character) => ENTITIES[character] ?? '')
}

function render(value: HtmlValue): string {
  if (value === null || value === false) return ''
  if (value instanceof Html) return value.toString()
  if (typeof value === 'string') return escapeHtml(value)
  if (typeof value === 'number') return String(value)
  return value.map(render).join('')
}
