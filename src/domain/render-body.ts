/** A body's safe part of Markdown → HTML. There is no HTML in the language, so none can get through. */

import MarkdownIt, { type Token } from 'markdown-it'

/** Rises when the output changes: what was stored by an older renderer is then rendered again. */
export const RENDERER_VERSION = 2

/** Every tag that can come out, and no other; links carry `href` and `rel`, `code` a language class is not given. */
export const RENDERED_TAGS = ['p', 'br', 'em', 'strong', 'code', 'pre', 'blockquote', 'ul', 'ol', 'li', 'a'] as const

const LINK_REL = 'nofollow ugc noopener'
// Deeper quotes and lists than a person writes only cost time.
const NESTING_MAX = 12

const markdown = new MarkdownIt('zero', {
  html: false,
  linkify: true,
  breaks: true,
  typographer: false,
  maxNesting: NESTING_MAX,
})
markdown.enable([
  'blockquote',
  'list',
  'fence',
  'emphasis',
  'backticks',
  'link',
  'autolink',
  'linkify',
  'newline',
  'escape',
  'entity',
  'balance_pairs',
  'text_join',
])
// Only what names its scheme is a link: `example.com` in a sentence stays text.
markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false })
markdown.validateLink = (url) => {
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) return false
  const { username, password } = new URL(url)
  return username === '' && password === ''
}
// `[a <https://b>](https://c)` is a link within a link, which HTML does not have, and `[a]()` leads nowhere.
markdown.core.ruler.push('real_links', (state) => {
  for (const block of state.tokens) if (block.children !== null) block.children = keepRealLinks(block.children)
})
markdown.renderer.rules.link_open = (tokens, index) => {
  const token = tokens[index] as Token
  const href = markdown.utils.escapeHtml(new URL(String(token.attrGet('href'))).href)
  return `<a href="${href}" rel="${LINK_REL}">`
}
markdown.renderer.rules.fence = (tokens, index) => renderCode(tokens[index] as Token)
markdown.renderer.rules.ordered_list_open = () => '<ol>'
markdown.renderer.rules.hardbreak = () => '<br>\n'
markdown.renderer.rules.softbreak = () => '<br>\n'

function keepRealLinks(tokens: readonly Token[]): Token[] {
  const open: boolean[] = []
  return tokens.filter((token) => {
    if (token.type === 'link_close') return open.pop() === true
    if (token.type !== 'link_open') return true
    const isKept = token.attrGet('href') !== '' && !open.includes(true)
    open.push(isKept)
    return isKept
  })
}

function renderCode(token: Token): string {
  return `<pre><code>${markdown.utils.escapeHtml(token.content)}</code></pre>\n`
}

/** Renders a checked body. Pure; the same body always gives the same HTML. */
export function renderBody(body: string): string {
  return markdown.render(body).trim()
}
