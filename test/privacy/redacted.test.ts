import { format, inspect } from 'node:util'
import t from 'tap'
import { describeError } from '../../src/log.js'
import { Redacted } from '../../src/privacy/redacted.js'

const SECRET = 'ann.4711@example.org'
const box = new Redacted(SECRET)
const holder = { box, list: [box], map: new Map([[box, box]]), nested: { deep: { deeper: { box } } } }

const WAYS_TO_PRINT: Record<string, () => string> = {
  'template string': () => `${box}`,
  concatenation: () => `${'address: '}${String(box)}`,
  'String()': () => String(box),
  'toString()': () => box.toString(),
  'toLocaleString()': () => box.toLocaleString(),
  'join()': () => [box, box].join(),
  JSON: () => JSON.stringify(box),
  'JSON of what holds it': () => JSON.stringify({ ...holder, map: [...holder.map] }),
  'inspect()': () => inspect(box),
  'inspect() of everything': () => inspect(holder, { depth: null, showHidden: true, getters: true }),
  'inspect() without its own way': () => inspect(holder, { depth: null, showHidden: true, customInspect: false }),
  'format()': () => format('%s %o %O %j %d', box, box, box, box, box),
  'its own properties': () => JSON.stringify([Object.entries(box), Reflect.ownKeys(box).map(String)]),
  'a spread copy': () => inspect({ ...box }),
  'a structured clone': () => inspect(structuredClone({ ...holder.nested.deep, box: { ...box } }), { depth: null }),
  'an error that holds it': () => inspect(Object.assign(new Error('failed'), { box, cause: box })),
  'an error in the log': () => JSON.stringify(describeError(Object.assign(new Error('failed'), { box, cause: box }))),
}

for (const [way, print] of Object.entries(WAYS_TO_PRINT)) {
  t.test(`a boxed value does not show: ${way}`, async (t) => {
    t.notMatch(print(), /ann|4711|example\.org/)
  })
}

t.test('a boxed value does not show on the console', async (t) => {
  const written: string[] = []
  const { write } = process.stdout
  process.stdout.write = (chunk: string | Uint8Array) => written.push(String(chunk)) > 0
  try {
    console.log(box, holder, `${box}`)
    console.table([{ box }])
    console.dir(holder, { depth: null, showHidden: true })
  } finally {
    process.stdout.write = write
  }
  t.match(written.join(''), /\[redacted\]/)
  t.notMatch(written.join(''), /4711/)
})

t.test('whoever may open the box finds the value unchanged', async (t) => {
  t.equal(box.reveal(), SECRET)
})
