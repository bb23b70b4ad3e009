/** Reads the HTML of a comment as suspiciously as possible: a tag, attribute or letter that is not expected is an error. */

import { RENDERED_TAGS } from '../../src/domain/render-body.js'

const TAG = /<(\/?)([a-z]+)((?: [a-z-]+="[^"<>]*")*)>/y
const TEXT = /(?:[^<>&]|&(?:lt|gt|amp|quot|#39);)+/y
const ATTRIBUTE = / ([a-z-]+)="([^"<>]*)"/g
const VOID = new Set(['br'])

/** What is wrong with the HTML of a comment; null when it is what we promise. */
export function findFault(html: string): string | null {
  const open: string[] = []
  for (let at = 0; at < html.length; ) {
    const [text] = matchAt(TEXT, html, at) ?? []
    if (text !== undefined) {
      at += text.length
      continue
    }
    const [tag, slash, name = '', attributes = ''] = matchAt(TAG, html, at) ?? []
    if (tag === undefined) return `neither text nor a tag at ${at}: ${html.slice(at, at + 40)}`
    const fault = findTagFault(name, slash === '/' ? 'end' : 'start', attributes, open)
    if (fault !== null) return fault
    at += tag.length
  }
  return open.length === 0 ? null : `never closed: ${open.join(' ')}`
}

function findTagFault(name: string, part: 'start' | 'end', attributes: string, open: string[]): string | null {
  if (!(RENDERED_TAGS as readonly string[]).includes(name)) return `a tag that is not ours: ${name}`
  if (part === 'end') return open.pop() === name && attributes === '' ? null : `</${name}> closes something else`
  if (!VOID.has(name)) open.push(name)
  if (name !== 'a') return attributes === '' ? null : `<${name}> has attributes: ${attributes}`
  if (open.slice(0, -1).includes('a')) return 'a link within a link'
  const found = new Map([...attributes.matchAll(ATTRIBUTE)].map(([, key = '', value = '']) => [key, value]))
  if ([...found.keys()].join() !== 'href,rel') return `a link with ${[...found.keys()].join()}`
  if (found.get('rel') !== 'nofollow ugc noopener') return `a link of another relation: ${found.get('rel')}`
  return isWebAddress(found.get('href') ?? '') ? null : `a link to ${found.get('href')}`
}

function isWebAddress(href: string): boolean {
  const address = href.replaceAll('&amp;', '&').replaceAll('&quot;', '"')
  return /^https?:\/\/[^/]/.test(address) && URL.canParse(address) && new URL(address).username === ''
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}
