/** The demo article's illustration: two people, one lamp. Drawn by hand, so that no image has to be loaded. */

import { type Html, html } from './html.js'

export function renderDemoPicture(description: string): Html {
  return html`<svg viewBox="0 0 480 560" preserveAspectRatio="xMidYMax slice" role="img" aria-label="${description}">
<rect width="480" height="560" fill="#1a2468"/>
<path d="M178 178H302L470 560H10Z" fill="#2b3a94"/>
<path d="M206 178H274L372 560H108Z" fill="#4a5cc0"/>
<path d="M239 0H241V110H239Z" fill="#fdf3d0"/>
<path d="M172 172A68 68 0 0 1 308 172Z" fill="#ffd35c"/>
<path d="M172 172H308V180H172Z" fill="#fff3c4"/>
<path d="M-20 560V430A92 92 0 0 1 72 338H84A92 92 0 0 1 176 430V560Z" fill="#e8604c"/>
<path d="M34 262A48 48 0 0 1 130 258L146 286L130 290V302A28 28 0 0 1 102 330H84A50 50 0 0 1 34 280Z" fill="#f6c9b4"/>
<path d="M34 280V262A48 48 0 0 1 130 258Q100 248 88 274Q78 300 54 314Q34 302 34 280Z" fill="#10153d"/>
<path d="M500 560V430A92 92 0 0 0 408 338H396A92 92 0 0 0 304 430V560Z" fill="#2f8f9d"/>
<path d="M446 262A48 48 0 0 0 350 258L334 286L350 290V302A28 28 0 0 0 378 330H396A50 50 0 0 0 446 280Z" fill="#8a5a3c"/>
<path d="M350 258A48 48 0 0 1 446 262V280Q430 282 426 266Q422 248 400 250Q374 256 350 258Z" fill="#f1ede2"/>
<circle cx="366" cy="278" r="11" fill="none" stroke="#fff3c4" stroke-width="3"/>
<path d="M377 277L408 274" stroke="#fff3c4" stroke-width="3"/>
<circle cx="78" cy="311" r="5" fill="#ffd35c"/>
<path d="M86 470H394V486H86Z" fill="#fff3c4"/>
<path d="M232 486H248V560H232Z" fill="#fff3c4"/>
<path d="M176 436H216V450A20 20 0 0 1 176 450Z" fill="#fdfdfe"/>
<path d="M264 436H304V450A20 20 0 0 1 264 450Z" fill="#fdfdfe"/>
</svg>`
}
