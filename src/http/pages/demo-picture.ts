/** The demo article's illustration: two people, one lamp. Drawn by hand, so that no image has to be loaded. */

import { type Html, html } from './html.js'

export function renderDemoPicture(description: string): Html {
  return html`<svg viewBox="0 0 480 560" role="img" aria-label="${description}">
<defs><linearGradient id="veillee-light" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#ffd35c" stop-opacity=".85"/><stop offset="1" stop-color="#ffd35c" stop-opacity=".12"/></linearGradient></defs>
<rect width="480" height="560" fill="#1a2468"/>
<path d="M196 172H284L436 560H44Z" fill="url(#veillee-light)"/>
<path d="M239 0H241V110H239Z" fill="#fdf3d0"/>
<path d="M172 172A68 68 0 0 1 308 172Z" fill="#ffd35c"/>
<path d="M172 172H308V180H172Z" fill="#fff3c4"/>
<path d="M-20 560V430A92 92 0 0 1 72 338H84A92 92 0 0 1 176 430V560Z" fill="#e8604c"/>
<path d="M34 262A48 48 0 0 1 130 258L146 286L130 290V302A28 28 0 0 1 102 330H84A50 50 0 0 1 34 280Z" fill="#f6c9b4"/>
<path d="M34 276A50 50 0 0 1 84 222Q118 222 130 252Q96 250 84 276Q72 300 50 306Q34 296 34 276Z" fill="#10153d"/>
<path d="M500 560V430A92 92 0 0 0 408 338H396A92 92 0 0 0 304 430V560Z" fill="#2f8f9d"/>
<path d="M446 262A48 48 0 0 0 350 258L334 286L350 290V302A28 28 0 0 0 378 330H396A50 50 0 0 0 446 280Z" fill="#8a5a3c"/>
<path d="M446 268A52 46 0 0 0 350 250Q372 262 398 258Q404 286 424 300Q446 296 446 268Z" fill="#f1ede2"/>
<path d="M86 470H394V486H86Z" fill="#fff3c4"/>
<path d="M232 486H248V560H232Z" fill="#fff3c4"/>
<path d="M176 436H216V450A20 20 0 0 1 176 450Z" fill="#fdfdfe"/>
<path d="M264 436H304V450A20 20 0 0 1 264 450Z" fill="#fdfdfe"/>
</svg>`
}
