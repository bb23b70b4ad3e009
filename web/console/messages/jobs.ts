/** Words of the background jobs. */

const en = {
  lead: 'What the service does behind the scenes. Comments are safe in the database whatever stands here.',
  queues: {
    'check-spam': 'Look for spam',
    'moderate-comment': 'Apply the policy',
    'learn-from-decision': 'Learn from decisions',
    'run-backtest': 'Try policies',
    'apply-batch': 'Decide in bulk',
    'deliver-push': 'Tell of replies',
    'recheck-comment': 'Ask Akismet again',
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
  pending: 'Comments waiting for their checks',
  oldest: 'the oldest from',
  late: 'too long',
  workers: 'Workers alive',
  noWorkers: 'none',
  seen: 'seen',
  lost: 'last seen',
  failedJobs: (queue: string) => `Failed: ${queue}`,
  noFailed: 'Nothing has failed.',
  attempts: 'Attempts',
  why: 'Why',
  when: 'When',
  comment: 'Comment',
  again: 'Run again',
  allAgain: 'Run all again',
  sentAgain: (count: number) => (count === 1 ? 'It runs again.' : `${count} jobs run again.`),
  sentInVain: (count: number): string =>
    count === 1
      ? 'It runs again and changes nothing: decide on the comment itself.'
      : 'They run again and change nothing: decide on the comments themselves.',
  decidedMeanwhile: 'Its comment was decided or held meanwhile: to run it again changes nothing.',
}

const fr: typeof en = {
  lead: 'Ce que le service fait en coulisses. Quoi qu’il y ait ici, les commentaires sont en sûreté dans la base.',
  queues: {
    'check-spam': 'Chercher le spam',
    'moderate-comment': 'Appliquer la politique',
    'learn-from-decision': 'Apprendre des décisions',
    'run-backtest': 'Essayer des politiques',
    'apply-batch': 'Décider en nombre',
    'deliver-push': 'Prévenir des réponses',
    'recheck-comment': 'Redemander à Akismet',
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
  pending: 'Commentaires en attente d’examen',
  oldest: 'le plus ancien\u00a0:',
  late: 'trop longtemps',
  workers: 'Processus de travail actifs',
  noWorkers: 'aucun',
  seen: 'vu',
  lost: 'vu pour la dernière fois',
  failedJobs: (queue) => `Échouées\u00a0: ${queue}`,
  noFailed: 'Rien n’a échoué.',
  attempts: 'Essais',
  why: 'Pourquoi',
  when: 'Quand',
  comment: 'Commentaire',
  again: 'Relancer',
  allAgain: 'Tout relancer',
  sentAgain: (count) => (count === 1 ? 'La tâche est relancée.' : `${count} tâches sont relancées.`),
  sentInVain: (count) =>
    count === 1
      ? 'La tâche est relancée mais ne change rien\u00a0: décidez du commentaire lui-même.'
      : 'Les tâches sont relancées mais ne changent rien\u00a0: décidez des commentaires eux-mêmes.',
  decidedMeanwhile: 'Son commentaire a été décidé ou retenu entre-temps\u00a0: la relancer ne change rien.',
}

export const JOBS = { en, fr }
