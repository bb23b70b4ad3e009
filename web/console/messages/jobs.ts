/** Words of the background jobs. */

const en = {
  lead: 'What the service does behind the scenes. Comments are safe in the database whatever stands here.',
  queues: {
    'check-spam': 'Look for spam',
    'moderate-comment': 'Apply the policy',
    'learn-from-decision': 'Learn from decisions',
    'run-backtest': 'Try policies',
    maintenance: 'Tidy up',
  } as Readonly<Record<string, string>>,
  head: {
    queue: 'Queue',
    waiting: 'Waiting',
    active: 'Running',
    delayed: 'Later',
    completed: 'Done',
    failed: 'Failed',
  },
  paused: 'paused',
  failedJobs: (queue: string) => `Failed: ${queue}`,
  noFailed: 'Nothing has failed.',
  attempts: 'Attempts',
  why: 'Why',
  when: 'When',
  comment: 'Comment',
  again: 'Run again',
  allAgain: 'Run all again',
  sentAgain: (count: number) => (count === 1 ? 'It runs again.' : `${count} jobs run again.`),
}

const fr: typeof en = {
  lead: 'Ce que le service fait en coulisses. Quoi qu’il y ait ici, les commentaires sont en sûreté dans la base.',
  queues: {
    'check-spam': 'Chercher le spam',
    'moderate-comment': 'Appliquer la politique',
    'learn-from-decision': 'Apprendre des décisions',
    'run-backtest': 'Essayer des politiques',
    maintenance: 'Faire le ménage',
  },
  head: {
    queue: 'File',
    waiting: 'En attente',
    active: 'En cours',
    delayed: 'Plus tard',
    completed: 'Faites',
    failed: 'Échouées',
  },
  paused: 'en pause',
  failedJobs: (queue) => `Échouées\u00a0: ${queue}`,
  noFailed: 'Rien n’a échoué.',
  attempts: 'Essais',
  why: 'Pourquoi',
  when: 'Quand',
  comment: 'Commentaire',
  again: 'Relancer',
  allAgain: 'Tout relancer',
  sentAgain: (count) => (count === 1 ? 'La tâche est relancée.' : `${count} tâches sont relancées.`),
}

export const JOBS = { en, fr }
