/** Bodies that cannot be read: of another type, not JSON, not UTF-8, too large, packed, or after the prototype. */

import { gzipSync } from 'node:zlib'
import t, { type Test } from 'tap'
import { commentsPath, makeSubmission } from '../support/requests.js'
import { startTestService } from '../support/service.js'
import { type RawAnswer, sendRaw } from '../support/sockets.js'

const { client, url } = await startTestService(t, { hasWorkers: false })

const CANARY = 'canary-7f3a@leak.example'
const TRACE = /canary-7f3a|leak\.example/i
const GOOD = JSON.stringify(makeSubmission({ author: { name: 'Ann', email: CANARY } }))
const FORM = `author.name=Ann&author.email=${encodeURIComponent(CANARY)}&body=Text`
const OWN_KEYS = Object.getOwnPropertyNames(Object.prototype).sort()

function post(headers: readonly string[], body: string | Buffer): Promise<RawAnswer> {
  const length = `Content-Length: ${Buffer.byteLength(body)}`
  return sendRaw(
    url,
    [`POST ${commentsPath('bad')} HTTP/1.1`, 'Host: x', 'Connection: close', length, ...headers],
    body,
  )
}

const postJson = (body: string | Buffer) => post(['Content-Type: application/json'], body)
const postForm = (body: string | Buffer) => post(['Content-Type: application/x-www-form-urlencoded'], body)

function refused(t: Test, answer: RawAnswer, status: number | readonly number[], name: string): void {
  const isProblem = answer.headers['content-type'] === 'application/problem+json; charset=utf-8'
  const isGood = [status].flat().includes(answer.status) && isProblem && !TRACE.test(answer.body)
  t.ok(isGood && answer.elapsedMs < 2_000, `${name.slice(0, 80)}: ${answer.status} ${answer.body.slice(0, 200)}`)
}

t.test('two types of body are taken, as their names are written', async (t) => {
  for (const type of [
    'application/json',
    'Application/JSON',
    'application/json; charset=utf-8',
    'application/json;charset="UTF-8"',
  ]) {
    t.equal((await post([`Content-Type: ${type}`], GOOD)).status, 202, type)
  }
  for (const type of ['application/x-www-form-urlencoded', 'application/x-www-form-urlencoded;charset=UTF-8']) {
    t.equal((await post([`Content-Type: ${type}`], FORM)).status, 303, type)
  }
})

t.test('every other type, and everything that only looks like the right one, is 415', async (t) => {
  const types = [
    'text/plain',
    'text/plain; application/json',
    'text/json',
    'text/html',
    'json',
    'application',
    'application/',
    'application/*',
    '*/*',
    'application/json/x',
    'application/jsonp',
    'application/json5',
    'application/x-json',
    'application/x-ndjson',
    'application/ld+json',
    'application/problem+json',
    'application/json, text/plain',
    'application/json; charset=utf-16',
    'application/json; charset=latin1',
    'application/json; charset=utf-7',
    'application/json; charset=utf-8; charset=utf-16',
    'application/json; boundary=x',
    'application/json x',
    'application/json\tx',
    'application/json\u00a0',
    '"application/json"',
    'application\\json',
    'multipart/form-data; boundary=x',
    'application/x-www-form-urlencoded; charset=iso-8859-1',
    'application/x-www-form-urlencoded-x',
    'application/octet-stream',
    'application/xml',
    `text/${CANARY}`,
  ]
  for (const type of types) refused(t, await post([`Content-Type: ${type}`], GOOD), 415, type)
  refused(t, await post([], GOOD), 415, 'no type at all')
  refused(t, await post(['Content-Type:'], GOOD), 415, 'an empty type')
  refused(t, await post(['Content-Type: text/plain', 'Content-Type: application/json'], GOOD), 415, 'two types')
})

t.test('a packed body is refused, bomb or not', async (t) => {
  const bomb = gzipSync(Buffer.alloc(20_000_000))
  for (const encoding of ['gzip', 'br', 'deflate', 'identity', 'x-gzip', 'gzip, gzip', '']) {
    const type = 'Content-Type: application/json'
    refused(t, await post([type, `Content-Encoding: ${encoding}`], bomb), [413, 415], `${encoding} ${bomb.length}`)
    refused(t, await post([type, `Content-Encoding: ${encoding}`], gzipSync(GOOD)), 415, encoding)
  }
})

t.test('what is not JSON is refused without a word of it', async (t) => {
  const q = `"${CANARY}"`
  const bodies = [
    '', ' ', '{', '}', '[', '"', q.slice(0, -1), CANARY, `{${q}}`, `{${q}:}`, `{${q}:1,}`, `{${q} 1}`, `{${CANARY}:1}`,
    `{'a':${q}}`, `[${q},]`, `[${q}`, `{${q}:1}}`, `{${q}:1}{}`, `{${q}:01}`, `{${q}:1.}`, `{${q}:.5}`, `{${q}:+1}`,
    `{${q}:0x10}`, `{${q}:NaN}`, `{${q}:Infinity}`, `{${q}:undefined}`, `{${q}:nul}`, `{${q}:True}`, `{${q}:"\n"}`,
    `{${q}:"\\x"}`, `{${q}:"\\u12"}`, `/* ${CANARY} */{}`, `{${q}:1}//`, `\u00a0{${q}:1}`, `{${q}:"\u0000"}`,
    `)]}',{${q}:1}`, `{"a":1,${q}`, '\u0000', `${GOOD}\u0000`, `${GOOD.slice(0, -1)}`,
  ] // biome-ignore format: a row of short texts
  for (const body of bodies) refused(t, await postJson(body), 400, body)
})

t.test('what is not UTF-8 is refused; a byte order mark is passed over', async (t) => {
  const around = (bytes: number[]) =>
    Buffer.concat([Buffer.from(`{"body":"${CANARY}`), Buffer.from(bytes), Buffer.from('","author":{"name":"Ann"}}')])
  const broken = [
    [0xff],
    [0xfe, 0xff],
    [0x80],
    [0xc0, 0x80],
    [0xc1, 0xbf],
    [0xe0, 0x80, 0xaf],
    [0xed, 0xa0, 0x80],
    [0xed, 0xbf, 0xbf],
    [0xe2, 0x82],
    [0xf0, 0x9f, 0x98],
    [0xf4, 0x90, 0x80, 0x80],
    [0xf8, 0x88, 0x80, 0x80, 0x80],
  ]
  for (const bytes of broken)
    refused(t, await postJson(around(bytes)), 400, bytes.map((byte) => byte.toString(16)).join(' '))
  refused(t, await postJson(Buffer.from(GOOD, 'utf16le')), 400, 'UTF-16')
  refused(
    t,
    await postJson(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(GOOD, 'utf16le')])),
    400,
    'UTF-16 with mark',
  )
  for (const form of ['body=%ff', 'body=%c0%80', 'body=%', 'body=%2', 'body=%zz', 'body=%u0041', '%ff=1']) {
    refused(t, await postForm(`${FORM.replace('&body=Text', '')}&${form}`), 400, form)
  }
  t.equal((await postJson(`\ufeff${GOOD}`)).status, 202, 'as RFC 8259 allows')
})

t.test('depth, width, repetition and great numbers cost nothing and break nothing', async (t) => {
  const deep = (open: string, close: string, levels: number) => open.repeat(levels) + close.repeat(levels)
  for (const levels of [22, 1_000, 60_000]) {
    refused(t, await postJson(deep('[', ']', levels)), 400, `${levels} lists`)
    refused(t, await postJson(`${'{"a":'.repeat(levels / 4)}1${'}'.repeat(levels / 4)}`), 400, `${levels / 4} objects`)
    refused(t, await postJson('['.repeat(levels)), 400, `${levels} open lists`)
  }
  const wide = Object.fromEntries(Array.from({ length: 9_000 }, (_, n) => [`${n}${CANARY.slice(0, 2)}`, n]))
  refused(t, await postJson(JSON.stringify(wide)), 400, 'wide')
  refused(t, await postForm(Array.from({ length: 60 }, (_, n) => `f${n}=1`).join('&')), 400, 'sixty fields')
  refused(t, await postForm('&'.repeat(100_000)), 400, 'only &')
  refused(t, await postForm(`${FORM}&body=again`), 400, 'a field twice')
  refused(t, await postForm('author=x&author.name=y&body=z'), 400, 'a value and a group')
  refused(t, await postForm(`${FORM}&page=x&page.url=y`), 400, 'a group and a value')
  for (const number of ['1e400', '-1e400', '9'.repeat(1_000), '-0', '1E-400', '123456789012345678901234567890.5']) {
    refused(t, await postJson(`{"author":{"name":"Ann","email":"${CANARY}"},"body":${number}}`), 400, number)
  }
  const twice = await postJson(GOOD.replace('"body":', '"body":"the first one","body":'))
  t.equal(twice.status, 202, 'of a member that is there twice the last one counts')
})

t.test('nothing reaches the prototype of all objects', async (t) => {
  const { author, body } = JSON.parse(GOOD) as { author: object; body: string }
  const good = JSON.stringify(author)
  const name = '"__proto__"'
  for (const json of [
    `{"author":${good},"body":"${body}",${name}:{"polluted":1}}`,
    `{"author":${good},"body":"${body}",${name}:null}`,
    `{"author":${good},"body":"${body}","\\u005f_proto__":{"polluted":1}}`,
    `{"author":${good.slice(0, -1)},${name}:{"polluted":1}},"body":"${body}"}`,
    `{"author":${good},"body":"${body}","page":{${name}:{"polluted":1}}}`,
    `{"author":${good},"body":"${body}","page":[{${name}:{"polluted":1}}]}`,
    `{"author":${good},"body":"${body}","constructor":{"prototype":{"polluted":1}}}`,
    `{"author":${good},"body":"${body}","constructor":1}`,
    `{"author":${good},"body":"${body}","prototype":{"polluted":1}}`,
    `{"author":${good},"body":"${body}","toString":1,"hasOwnProperty":1,"valueOf":"x"}`,
    `{${name}:${GOOD}}`,
    `[${name}]`,
  ]) {
    refused(t, await postJson(json), 400, json.slice(-70))
  }
  for (const form of [
    '__proto__.polluted=1',
    '__proto__=1',
    'author.__proto__.polluted=1',
    'constructor.prototype.polluted=1',
    'page.constructor=1',
    'author[__proto__][polluted]=1',
    'prototype.polluted=1',
    'a.b.c.d.e=1',
    '.=1',
    '..=1',
    'author.=1',
    '=1',
    'toString=1',
  ]) {
    refused(t, await postForm(`${FORM}&${form}`), 400, form)
  }
  for (const query of [
    '__proto__=1',
    '__proto__[polluted]=1',
    'constructor=1',
    'constructor.prototype.polluted=1',
    'toString=1',
  ]) {
    t.equal((await client(`/v1/sites/demo/threads/x?${query}`)).status, 400, query)
    t.equal((await client(`/embed/demo/x?${query}`)).status, 200, `${query} is passed over by a page`)
  }
  t.strictSame(Object.getOwnPropertyNames(Object.prototype).sort(), OWN_KEYS)
})

t.test('a body has a size, counted or not', async (t) => {
  const large = JSON.stringify(makeSubmission({ body: 'x'.repeat(131_072) }))
  refused(t, await postJson(large), 413, 'with its length')
  const escaped = JSON.stringify(makeSubmission({ body: '𐐀'.repeat(10_000) })).replaceAll('𐐀', '\\ud801\\udc00')
  t.equal((await postJson(escaped)).status, 202, 'the longest body fits, written in the longest way')

  const head = [
    `POST ${commentsPath('bad')} HTTP/1.1`,
    'Host: x',
    'Content-Type: application/json',
    'Connection: close',
    'Transfer-Encoding: chunked',
  ]
  const chunk = (text: string) => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`
  refused(t, await sendRaw(url, head, `${chunk(large)}0\r\n\r\n`), 413, 'in one chunk')
  refused(t, await sendRaw(url, head, `${chunk('x'.repeat(50_000)).repeat(4)}0\r\n\r\n`), 413, 'in many')
  const chunked = await sendRaw(url, head, `${chunk(GOOD.slice(0, 20))}${chunk(GOOD.slice(20))}0\r\n\r\n`)
  t.equal(chunked.status, 202, 'chunks as such are fine')
})
