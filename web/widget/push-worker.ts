/** The service worker of the receipt page: shows that there is a reply, and leads to it. It keeps and fetches nothing. */

interface Notice {
  /** Of the comment. */
  id: string
  url: string
}

interface WorkerEvent extends Event {
  waitUntil: (work: Promise<unknown>) => void
  data: { json: () => Notice }
  notification: { close: () => void; data: string }
}

const worker = self as unknown as {
  location: Location
  registration: { showNotification: (title: string, options: object) => Promise<void> }
  clients: { openWindow: (url: string) => Promise<unknown> }
  addEventListener: (name: string, handler: (event: WorkerEvent) => void) => void
}
const title = new URLSearchParams(worker.location.search).get('lang') === 'fr' ? 'Nouvelle réponse' : 'New reply'

worker.addEventListener('push', (event) => {
  const { id, url } = event.data.json()
  // The same comment told twice is one notice. Its text goes through nobody else's hands, so it is not here either.
  event.waitUntil(worker.registration.showNotification(title, { tag: id, body: new URL(url).host, data: url }))
})

worker.addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(worker.clients.openWindow(event.notification.data))
})
