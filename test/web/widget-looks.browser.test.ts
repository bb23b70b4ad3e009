/** Every state of the widget, in light and dark, wide and narrow, left to right and right to left: axe, widths, pictures. */

import { mkdirSync } from 'node:fs'
import path from 'node:path'
import t from 'tap'
import { listViolations, RULES_OF_LOOKS } from '../support/axe.js'
import {
  commentsPath,
  decideAll,
  makeSubmission,
  submitApproved,
  type Thread,
  threadPath,
} from '../support/requests.js'
import { startTestService } from '../support/service.js'
import { type OpenPage, startWidgetBrowser } from '../support/widget-page.js'

t.setTimeout(180_000)
const service = await startTestService(t, { hasWorkers: false })
const { browser, open } = await startWidgetBrowser(t, service)

const TALKS = {
  fr: [
    [
      'Marguerite Delcourt',
      'J’ai grandi avec ces veillées. Personne n’était d’accord, et *personne ne partait tôt*.\n\nCe que nous avons perdu, ce n’est pas la lampe, c’est le **retour à pied**, quand la dispute continuait tout bas.',
    ],
    [
      'Tom Okafor',
      '> quand l’autre a raison, le dire\n\nC’est plus difficile ici, faute de visage. Deux choses aident :\n\n- attendre une heure\n- se relire à voix haute\n\nVoir https://example.org/essai',
    ],
    ['Inès', 'Le retour à pied ! C’est exactement cela.'],
  ],
  ar: [
    [
      'أمينة بن يوسف',
      'نشأت مع تلك الأمسيات. لم يكن أحد يوافق أحدًا، *ولم يكن أحد يغادر باكرًا*.\n\nما فقدناه ليس المصباح بل **طريق العودة** حين كان الجدال يستمر همسًا.',
    ],
    [
      'Tom Okafor',
      '> حين يكون الآخر على حق فقل ذلك\n\nهذا أصعب هنا. أمران يساعدان:\n\n- الانتظار ساعة\n- القراءة بصوت عالٍ',
    ],
    ['ليلى', 'طريق العودة! هذا هو بالضبط.'],
  ],
} as const
const LOOKS = [
  { lang: 'fr', colorScheme: 'light', width: 1280 },
  { lang: 'fr', colorScheme: 'dark', width: 320 },
  { lang: 'ar', colorScheme: 'light', width: 320 },
  { lang: 'ar', colorScheme: 'dark', width: 1280 },
] as const

for (const lang of ['fr', 'ar'] as const) {
  const [first, second, reply] = TALKS[lang]
  const parentId = await submitApproved(service, lang, {
    author: { name: first[0], url: 'https://example.org/' },
    body: first[1],
  })
  await submitApproved(service, lang, { author: { name: second[0] }, body: second[1] })
  await submitApproved(service, lang, { author: { name: reply[0] }, body: reply[1], parentId })
}
const gone = await submitApproved(service, 'gone')
await submitApproved(service, 'gone', { parentId: gone })
await decideAll(service, 'delete', [gone])

/** Pictures show the fonts of the machine that takes them, so they are taken on purpose, not on every run. */
async function picture({ page }: OpenPage, name: string): Promise<void> {
  if (process.env.UPDATE_SCREENSHOTS !== '1') return
  const folder = path.resolve(import.meta.dirname, '../../../docs/screenshots')
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: path.join(folder, `widget-${name}.png`), fullPage: true })
}

for (const [index, { lang, colorScheme, width }] of LOOKS.entries()) {
  const look = `${colorScheme}-${width}-${lang}`
  t.test(`every state, ${look}`, async (t) => {
    const opened = await open(
      { slug: lang, lang },
      { colorScheme, bypassCSP: true, reducedMotion: 'reduce', viewport: { width, height: 900 } },
    )
    const { page, widget, close } = opened
    const check = async (state: string): Promise<void> => {
      // The middle two look at the same pages in the other colours and widths.
      const rules = index === 1 || index === 2 ? RULES_OF_LOOKS : undefined
      t.same(await listViolations(page, rules), [], `${state}: axe`)
      t.equal(
        await page.evaluate<number>('document.documentElement.scrollWidth'),
        width,
        `${state}: nothing sticks out`,
      )
      await picture(opened, `${state}-${look}`)
    }
    const form = widget.locator('.talk > .form')
    await widget.locator('.item').first().waitFor()
    await check('talk')

    await form.locator('[name=email]').fill('anne@')
    await form.locator('button.button').click()
    await form.locator('.error').first().waitFor()
    await check('errors')
    await form.locator('[name=email]').fill('')

    await widget.locator('.reply').first().click()
    await widget.locator('.item > .form').waitFor()
    await check('reply')
    await widget.locator('.item > .form .quiet').click()

    await widget.locator('.report').first().click()
    await widget.locator('dialog').waitFor()
    await check('report')
    await page.keyboard.press('Escape')

    await form.locator('[name=body]').fill(TALKS[lang][2][1])
    await form.locator('[name=name]').fill(TALKS[lang][2][0])
    await form.locator('button.button').click()
    await widget.locator('.pending .receipt').waitFor()
    await check('pending')
    await widget.locator('.pending .do').first().click()
    await check('edit')
    await close()
  })
}

t.test('empty, with a gap where a comment was, out of reach: axe finds nothing either', async (t) => {
  for (const slug of ['empty', 'gone', 'down']) {
    const { page, widget, close } = await open(
      { slug },
      {
        bypassCSP: true,
        isAlone: true,
        prepare: (page) => page.route('**/threads/down?*', (route) => route.fulfill({ status: 500 })),
      },
    )
    await widget.locator(slug === 'down' ? '[role=alert]' : '.title').waitFor()
    t.same(await listViolations(page), [], slug)
    await close()
  }
})

t.test('nothing on the page moves when the thread arrives', async (t) => {
  const { page, widget, close } = await open({ slug: 'fr', lang: 'fr' }, { viewport: { width: 1280, height: 900 } })
  await widget.locator('.item').first().waitFor()
  const shift = await page.evaluate<number>(`new Promise((resolve) => {
    new PerformanceObserver((list) => {
      resolve(list.getEntries().reduce((sum, { value }) => sum + value, 0))
    }).observe({ type: 'layout-shift', buffered: true })
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => resolve(0))))
  })`)
  t.equal(shift, 0)
  await close()
})

t.test('dark and light follow the page, and an attribute decides against it', async (t) => {
  for (const [theme, colorScheme, expected] of [
    [undefined, 'dark', true],
    [undefined, 'light', false],
    ['light', 'dark', false],
    ['dark', 'light', true],
  ] as const) {
    const { widget, close } = await open({ slug: 'empty', ...(theme && { theme }) }, { colorScheme })
    t.equal((await widget.locator('.talk.dark').count()) === 1, expected, `${theme ?? 'auto'} on a ${colorScheme} page`)
    await close()
  }
})

t.test('the page of themes shows what it says', async (t) => {
  await submitApproved(service, 'bonjour')
  const context = await browser.newContext({ bypassCSP: true, viewport: { width: 1280, height: 900 } })
  const page = await context.newPage()
  await page.goto(`${service.url}/demo/theming?lang=en`)
  const soft = page.locator('causerie-thread.soft')
  await soft.locator('.item').waitFor()
  const color = (selector: string): Promise<string> =>
    soft
      .locator(selector)
      .first()
      .evaluate(
        (node: {
          ownerDocument: { defaultView: { getComputedStyle: (node: unknown) => { backgroundColor: string } } }
        }) => node.ownerDocument.defaultView.getComputedStyle(node).backgroundColor,
      )
  t.equal(await color('.form .button'), 'rgb(11, 110, 79)', 'a property')
  t.equal(await color('.comment'), 'rgb(238, 246, 242)', 'a part')
  await context.close()
})

t.test('the page of themes reads well in any colours and on any screen', async (t) => {
  await submitApproved(service, 'bonjour', { author: { name: 'Inès', url: 'https://example.org/' }, body: 'A `word`.' })
  for (const [colorScheme, forcedColors, width] of [
    ['light', 'none', 320],
    ['dark', 'none', 1280],
    ['light', 'active', 3840],
  ] as const) {
    const name = `${colorScheme}, forced ${forcedColors}, ${width}`
    const context = await browser.newContext({
      bypassCSP: true,
      colorScheme,
      forcedColors,
      viewport: { width, height: 900 },
    })
    const page = await context.newPage()
    await page.goto(`${service.url}/demo/theming?lang=en`)
    await page.locator('causerie-thread.night .author', { hasText: 'Inès' }).waitFor()
    t.equal(await page.evaluate<number>('document.documentElement.scrollWidth'), width, `${name}: nothing sticks out`)
    // Where colours are forced, axe still reads those of the stylesheet. And one thread shown four times has four forms of one name.
    const isPassedOver = (line: string): boolean =>
      (forcedColors === 'active' && line.startsWith('color-contrast')) || line.startsWith('landmark-unique: <form')
    const violations = (await listViolations(page)).filter((line) => !isPassedOver(line))
    t.same(violations, [], name)
    const names = await page.evaluate<string[]>(
      `[...document.querySelectorAll('causerie-thread')].map(({ shadowRoot }) => shadowRoot.querySelector('section').ariaLabel)`,
    )
    t.same(names, ['As it comes', 'A magazine', 'Round and soft', 'Always dark'])
    await context.close()
  }
})

t.test('in forced colours what is pressed and where the keyboard is can still be told', async (t) => {
  const { page, widget, close } = await open({ slug: 'fr', lang: 'fr' }, { forcedColors: 'active' })
  const styleOf = (selector: string, property: string): Promise<string> =>
    widget
      .locator(selector)
      .first()
      .evaluate(
        (
          node: { ownerDocument: { defaultView: { getComputedStyle: (node: unknown) => Record<string, string> } } },
          name: string,
        ) => node.ownerDocument.defaultView.getComputedStyle(node)[name] ?? '',
        property,
      )
  t.match(await styleOf('.sort[aria-pressed=true]', 'textDecorationLine'), 'underline')
  t.notMatch(await styleOf('.sort[aria-pressed=false]', 'textDecorationLine'), 'underline')
  t.equal(await styleOf('.form .button', 'outlineStyle'), 'solid')
  await widget.locator('.vote').first().click()
  await widget.locator('.vote[aria-pressed=true]').waitFor()
  t.not(await styleOf('.vote[aria-pressed=true]', 'outlineStyle'), 'none', 'a vote is not told by its colour alone')
  t.equal(await page.evaluate<boolean>(`matchMedia('(forced-colors: active)').matches`), true)
  await close()
})

/** What each comment looks like, its avatar aside. */
const PRINTED = `[...document.querySelector('causerie-thread').shadowRoot.querySelectorAll('.comment')].map((comment) => {
  const parts = [...comment.querySelectorAll(':not(.avatar, .avatar *)')].filter((part) => part.checkVisibility())
  const all = (property) => [...new Set(parts.map((part) => getComputedStyle(part)[property]))]
  return {
    author: comment.querySelector('.author').innerText,
    date: getComputedStyle(comment.querySelector('time'), '::after').content,
    colors: all('color'),
    backgrounds: all('backgroundColor'),
    breakInside: getComputedStyle(comment).breakInside,
  }
})`

t.test('a printed page has the talk and not the tools', async (t) => {
  // A page that is dark by its own will stays so on paper, where nobody wants it.
  const { page, widget, close } = await open({ slug: 'fr', lang: 'fr', theme: 'dark' })
  const { comments } = (await service.client<Thread>(threadPath('fr'))).body
  await page.emulateMedia({ media: 'print' })
  t.equal(await widget.locator(':is(.form, .actions, button):visible').count(), 0)
  const printed = await page.evaluate<object[]>(PRINTED)
  t.equal(printed.length, 3)
  for (const comment of printed)
    t.match(comment, {
      date: /\d{4}/,
      colors: ['rgb(0, 0, 0)'],
      backgrounds: ['rgb(255, 255, 255)'],
      breakInside: 'avoid',
    })
  t.match(printed[0], { author: comments[0]?.author.name })
  await close()
})

t.test('counts of a page are one request, in the words that the page gives', async (t) => {
  await submitApproved(service, 'counted')
  const { body } = await service.client<{ id: string }>(commentsPath('counted'), {
    json: makeSubmission({ body: 'Two.' }),
  })
  await decideAll(service, 'approve', [body.id])
  const { page, requests, close } = await open({ slug: 'empty' }, { bypassCSP: true })
  await page.evaluate(`
    document.body.insertAdjacentHTML('beforeend', '<p id="counts">' + ['counted', 'empty', 'counted'].map((slug) =>
      '<causerie-count site="demo" slug="' + slug + '" none="nothing yet" one="# comment" other="# comments">…</causerie-count>').join(' ') + '</p>')
    const script = document.createElement('script')
    Object.assign(script, { type: 'module', src: '${service.url}/count.js' })
    document.body.append(script)
  `)
  await page.locator('#counts').getByText('2 comments').first().waitFor()
  t.equal(await page.locator('#counts').textContent(), '2 comments nothing yet 2 comments')
  t.equal(requests.filter((url) => url.includes('/counts?')).length, 1)
  await close()
})

t.test('counts of long slugs, and of many, are as many requests as it takes, and all are shown', async (t) => {
  await submitApproved(service, 'counted-last')
  const { page, requests, close } = await open({ slug: 'empty' }, { bypassCSP: true })
  const long = Array.from({ length: 99 }, (_, n) => `${n}-${'日'.repeat(190)}`)
  const short = Array.from({ length: 150 }, (_, n) => `s${n}`)
  await page.evaluate(`
    const p = document.createElement('p')
    p.id = 'counts'
    for (const slug of ${JSON.stringify([...long, ...short, 'counted-last'])}) {
      const count = document.createElement('causerie-count')
      for (const [name, value] of Object.entries({ site: 'demo', slug, none: '0', other: '#' })) count.setAttribute(name, value)
      p.append(count)
    }
    document.body.append(p)
    const script = document.createElement('script')
    Object.assign(script, { type: 'module', src: '${service.url}/count.js' })
    document.body.append(script)
  `)
  await page.waitForFunction("[...document.querySelectorAll('#counts > *')].every((count) => count.textContent !== '')")
  t.equal(await page.locator('#counts').textContent(), `${'0'.repeat(249)}1`)
  const queries = requests.filter((url) => url.includes('/counts?')).map((url) => new URL(url).search.slice(1))
  t.ok(
    queries.every((query) => query.length <= 6_000 && query.split('&').length <= 100),
    queries.map((query) => query.length).join(),
  )
  t.equal(queries.flatMap((query) => query.split('&')).length, 250, 'each is asked for once')
  await close()
})
