/** What the service keeps for itself. */

export interface SettingTable {
  name: string
  value: string
}

export interface WorkerTable {
  id: string
  seenAt: Date
}
