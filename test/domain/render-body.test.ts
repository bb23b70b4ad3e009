/** The HTML of a body: the few tags we promise, links to the web alone, whatever was typed, in time that grows with its length. */

import t from 'tap'
import { renderBody } from '../../src/domain/render-body.js'
import { readFixture, readShared } from '../support/fixtures.js'
import { createRandom } from '../support/random.js'
import { findFault } from '../support/strict-html.js'

t.test('each part of the language comes out as the tag it stands for', async (t) => {
  const LINK = '<a href="https://a.example/" rel="nofollow ugc noopener">'
  for (const [body, html] of [
    ['plain', '<p>plain</p>'],
    ['one\n\ntwo', '<p>one</p>\n<p>two</p>'],
    ['one\ntwo', '<p>one<br>\ntwo</p>'],
    ['*a* _b_ **c** __d__', '<p><em>a</em> <em>b</em> <strong>c</strong> <strong>d</strong></p>'],
    ['`a < b`', '<p><code>a &lt; b</code></p>'],
    ['```js\na && b\n```', '<pre><code>a &amp;&amp; b\n</code></pre>'],
    ['> said', '<blockquote>\n<p>said</p>\n</blockquote>'],
    ['- a\n- b', '<ul>\n<li>a</li>\n<li>b</li>\n</ul>'],
    ['3. a', '<ol><li>a</li>\n</ol>'],
    ['[a](https://a.example)', `<p>${LINK}a</a></p>`],
    ['https://a.example', `<p>${LINK}https://a.example</a></p>`],
    ['<https://a.example>', `<p>${LINK}https://a.example</a></p>`],
    ['a.example and ann@a.example', '<p>a.example and ann@a.example</p>'],
    ['[a <https://b.example>](https://a.example)', `<p>${LINK}a https://b.example</a></p>`],
    ['[a]() and [](https://a.example)', `<p>a and ${LINK}</a></p>`],
    ['# a', '<p># a</p>'],
    ['<b>a</b>', '<p>&lt;b&gt;a&lt;/b&gt;</p>'],
    ['![a](https://a.example)', `<p>!${LINK}a</a></p>`],
  ] as const) {
    t.equal(renderBody(body), html, body)
  }
})

t.test('a link leads to the web, to nobody else’s name and password, and to nothing clever', async (t) => {
  for (const target of [
    'javascript:alert(1)',
    'data:text/html,x',
    'mailto:a@b.example',
    'ftp://a.example',
    '/path',
    '//a.example',
    'https://',
    'http://[',
  ]) {
    t.notMatch(renderBody(`[x](${target})`), /<a /, target)
    t.notMatch(renderBody(`<${target}>`), /<a /, target)
    t.notMatch(renderBody(`[x][y]\n\n[y]: ${target}`), /<a /, target)
  }
})

t.test('no list of attacks gets through', async (t) => {
  const own = readFixture('xss-payloads.json')
  const large = readShared('security/xss-payloadbox/xss-payload-list.txt')?.split(/\r?\n/) ?? []
  t.ok(own.length >= 60, `${own.length} of our own, ${large.length} more`)
  const wrap = (text: string) => [
    text,
    `a ${text} b`,
    `> ${text}`,
    `- ${text}`,
    `**${text}**`,
    `[${text}](https://a.example)`,
    `[x](${text})`,
  ]
  const bodies = [...[...own, ...readFixture('naughty-strings.json')].flatMap(wrap), ...large]
  const faults = bodies
    .map((body) => ({ body, fault: findFault(renderBody(body)) }))
    .filter(({ fault }) => fault !== null)
  t.strictSame(faults, [], `${bodies.length} bodies`)
})

t.test('nor does a body put together by chance', async (t) => {
  const random = createRandom(2026)
  const parts = [
    '*',
    '**',
    '_',
    '`',
    '```',
    '~~~',
    '[',
    ']',
    '(',
    ')',
    '<',
    '>',
    '"',
    "'",
    '&',
    '&#x6a;',
    '\\',
    '\n',
    '\n\n',
    '> ',
    '- ',
    '1. ',
    ' ',
    '!',
    ':',
    'https://a.example/',
    'javascript:',
    'data:',
    '<a href="',
    ' onclick=',
    'x',
    'é',
    '\u0000',
    '\ud800',
    '\u2028',
    '[r]: ',
    '    ',
    '\t',
    '|',
    '#',
    '&lt;',
    '&quot;',
  ]
  for (let round = 0; round < 4_000; round += 1) {
    const body = Array.from({ length: 1 + random.below(30) }, () => random.pick(parts)).join('')
    const fault = findFault(renderBody(body))
    if (fault !== null) t.fail(`${JSON.stringify(body)}: ${fault}`)
  }
  t.pass('four thousand bodies')
})

t.test('a hostile body costs no more than its length', async (t) => {
  const hostile = [
    '[',
    '](',
    '![',
    '*',
    '_',
    '**a ',
    '*a_ ',
    '`',
    '`a``',
    '<',
    '<a ',
    '> ',
    '- ',
    '1. ',
    '\\',
    '&',
    '&#',
    '\n',
    ' ',
    '\t',
    '[a](',
    '[a](<',
    '[a]: ',
    'a\n',
    '```\n',
    'http://a',
    'https://a.example/(',
    'https://a.example/*',
    '*https://a.example*',
    '[[]',
    '<https://a',
    '"',
    "'",
    'é',
    '\u0301',
    '((((',
    '*_',
    '~~~',
    '|',
    ':',
    '@',
    'a@b.',
    '//',
  ]
  for (const part of hostile) {
    const [few, many] = [2_500, 10_000].map((length) => part.repeat(Math.floor(length / part.length)))
    // In doubt it is done again: another program may have had the processor.
    let verdict = measure(few ?? '', many ?? '')
    for (let round = 0; round < 9 && !verdict.isLinear; round += 1) verdict = measure(few ?? '', many ?? '')
    t.ok(verdict.isLinear, `${JSON.stringify(part)}: ${verdict.small.toFixed(2)} and ${verdict.large.toFixed(2)} ms`)
  }
})

function measure(few: string, many: string): { small: number; large: number; isLinear: boolean } {
  const [small, large] = [fastest(few), fastest(many)]
  return { small, large, isLinear: large < 3 || (large < 100 && large / small < 10) }
}

/** The fastest of some runs: what the work takes when nothing else is in the way. */
function fastest(body: string): number {
  let best = Number.POSITIVE_INFINITY
  for (let run = 0; run < 5; run += 1) {
    const startedAt = performance.now()
    renderBody(body)
    best = Math.min(best, performance.now() - startedAt)
  }
  return best
}
