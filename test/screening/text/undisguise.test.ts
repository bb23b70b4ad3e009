import t from 'tap'
import { undisguise } from '../../../src/screening/text/undisguise.js'

const none = { homoglyphs: 0, invisible: 0, leet: 0, spaced: 0, styled: 0 }

t.test('disguised words are read as a person reads them', async (t) => {
  const cases: [string, string, Partial<typeof none>][] = [
    ['vіаgrа сasinо', 'viagra casino', { homoglyphs: 2 }],
    ['cⲟmⲣany ϲontents', 'company contents', { homoglyphs: 2 }],
    ['сaйт работает', 'сайт работает', { homoglyphs: 1 }],
    ['v\u200bi\u200ba\u200dgra', 'viagra', { invisible: 3 }],
    ['\u202eargaiv\u202c', 'viagra', { invisible: 1 }],
    ['v1agra c@$ino now!', 'viagra casino now!', { leet: 2 }],
    ["$ex, l'arg3nt fr33, v1agra-c1alis", "sex, l'argent free, viagra-cialis", { leet: 5 }],
    ['cr€dit, 4 p0st', 'credit, 4 post', { leet: 1 }],
    ['Buy v i a g r a, c.a.s.i.n.o', 'Buy viagra, casino', { spaced: 2 }],
    ['à c.a.s.i.n.o p-o-k-e-r a day', 'à casino poker a day', { spaced: 2 }],
    ['𝐁𝐮𝐲 𝓬𝓱𝓮𝓪𝓹 🅱🆄🆈 ｎｏｗ', 'Buy cheap BUY now', { styled: 4 }],
    ['ᴠɪᴀɢʀᴀ', 'viagra', { styled: 1 }],
  ]
  for (const [text, plain, found] of cases) {
    const { text: read, words } = undisguise(text)
    t.equal(read.toLowerCase().replace(/ +/g, ' '), plain.toLowerCase())
    t.strictSame(words, { ...none, ...found }, text)
  }
})

t.test('genuine text of any script wears no disguise', async (t) => {
  const texts = [
    'Привет, как дела? Сегодня хорошая погода, оса села на рот. IT-специалист и USB-кабель.',
    'Съешь ещё этих мягких французских булок, да выпей чаю. Хор пел у моря.',
    'ⲡⲛⲟⲩⲧⲉ ⲛⲁⲛⲟⲩϥ, a line of Coptic',
    'Καλημέρα κόσμε, η αγορά είναι ανοιχτή και το νερό κρύο.',
    'مرحبا بك في موقعنا، \u200fنتمنى لك يوماً سعيداً',
    'سلام، می\u200cخواهم یک نظر بنویسم',
    'שלום לכולם, \u200fמה שלומכם?',
    'हिन्दी में क्\u200dष और र\u200dय लिखा जाता है',
    '👨‍👩‍👧‍👦 🏴󠁧󠁢󠁥󠁮󠁧󠁿 ❤️ 🇫🇷🇪🇺 🅰️ 1️⃣',
    'ＮＨＫの番組は面白い。Ｔシャツ',
    '这个网站很好，谢谢分享',
    'Đây là một bài viết hay, cảm ơn bạn rất nhiều',
    'L’élève a été reçu à l’École ; Mˡˡᵉ Œuvrard, 1ᵉʳᵉ, n° 3, 2ᵉ étage, 5 €',
    'log4j, utf8mb4, w3schools, base64, i18n, H2O, MP3, B2B, 3D, k8s, win32, x86, ipv6 and sha1sum',
    'The S.N.C.F. and the U.N.E.S.C.O.; options a b c d; x x x x',
    'E = mc², Δx·Δp ≥ ħ/2, 5 µm, 10 kΩ, αβγ, 𝑥 + 𝑦',
    'user@example.com, c0ffee, deadb33f, https://a.example/p0rt?c1=t3st',
    'ein Donau\u00addampf\u00adschiff',
    'Straße, naïve, coöperate, İstanbul, ığdır, Łódź, Kraków',
    'Тогда VPNом и SMSками, а потом HTML-страница',
    'mɔtɔ na ngai, kɛsɛ, ƒe ŋkɔ, ɗan uwa',
  ]
  for (const text of texts) t.strictSame(undisguise(text).words, none, text)
})

t.test('repeated letters stay, for rules that mind them', async (t) => {
  t.equal(undisguise('FUUUUCK, sh11t').text, 'FUUUUCK, shiit')
})

t.test('text without disguises passes unchanged', async (t) => {
  for (const text of ['Merci !', 'Привет мир', '👨‍👩‍👧‍👦', '', 'a\nb\tc', '這個 網站'])
    t.equal(undisguise(text).text, text)
})
