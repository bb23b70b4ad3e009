/** Links are found with their hosts, and what only looks like one is not. */

import t from 'tap'
import { findLinks, splitAddress } from '../../../src/screening/text/links.js'

t.test('links of every usual form', async (t) => {
  const hosts = (text: string): string[] => findLinks(text).map(({ host }) => host)
  t.strictSame(hosts('see https://Example.com/a, www.test.org and cheap-pills.shop/buy'), [
    'example.com',
    'test.org',
    'cheap-pills.shop',
  ])
  t.strictSame(hosts('<a href="http://a.example/x">b</a>'), ['a.example'])
  t.strictSame(hosts('write to ann@example.com about asp.net 4.5, e.g. v2.0'), ['asp.net'])
  t.equal(findLinks('http://a.example '.repeat(500)).length, 40)
})

t.test('an address that a blog has made a link of is one link', async (t) => {
  const found = findLinks(
    'with <a href="http://asp.net" rel="nofollow">asp.net</a>, not <a href="http://a.org">b.org</a>',
  )
  t.strictSame(
    found.map(({ host }) => host),
    ['asp.net', 'a.org', 'b.org'],
  )
  t.equal(found[0]?.end, 'with <a href="http://asp.net" rel="nofollow">asp.net'.length)
  t.equal(findLinks('asp.net "quoted" asp.net').length, 2)
})

t.test('an address is split into host and path', async (t) => {
  t.strictSame(splitAddress('https://user@www.Example.com:8080/a?b'), { host: 'example.com', path: ':8080/a?b' })
  t.strictSame(splitAddress('example.com'), { host: 'example.com', path: '' })
  t.strictSame(splitAddress(''), { host: '', path: '' })
})
