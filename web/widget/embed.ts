/** The first file that a page loads. */

export const locales = { en: () => import('./locales/en.json') }
