// @ts-check
import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'

/** Every process that a script starts inherits this variable, so that none of them can outlive it unseen. */
export const runIdVariable = 'CUSTOMER_DESK_RUN_ID'

/** The mark of this run, distinct from every other run on the machine. */
export const runId = randomUUID()

/** How long a process may take to end by itself, in milliseconds: the app gives what it is sending 8 seconds. */
const gracePeriod = 10_000

/** Process groups that this script started and that have not ended, oldest first. @type {Set<number>} */
const groups = new Set()

/** True once the script has begun to end: nothing may be started any more. */
let isEnding = false

/**
 * Remembers a process that was started as the leader of its own group.
 * @param {number} leader its process id
 * @returns {() => void} call it when the leader has ended
 */
export function trackGroup(leader) {
  groups.add(leader)
  return () => groups.delete(leader)
}

/**
 * Refuses to go on when the script has been interrupted.
 * @returns {void}
 * @throws {Error} when the script is ending
 */
export function refuseWhenEnding() {
  if (isEnding) throw new Error('The script is ending.')
}

/**
 * Ends what this script started and is still there, the youngest first, so that the app goes before the
 * display and the server it uses. Each is asked, given time, and only then ended by force.
 * @returns {Promise<void>}
 */
export async function endStartedProcesses() {
  isEnding = true
  for (const leader of [...groups].reverse()) {
    const deadline = Date.now() + gracePeriod
    signal(leader, 'SIGTERM')
    while (groups.has(leader) && signal(-leader, 0) && Date.now() < deadline) await delay(20)
    signal(-leader, 'SIGKILL')
  }
  groups.clear()
  markedProcesses().forEach((pid) => signal(pid, 'SIGKILL'))
}

/**
 * What is left of this run on Linux: a test runner starts the app in a process group of its own, so the group
 * alone does not tell.
 * @returns {number[]} ids of the processes, other than this one, whose environment carries the run's mark
 */
function markedProcesses() {
  if (process.platform !== 'linux') return []
  const mark = `${runIdVariable}=${runId}`
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((name) => readEnvironment(name).includes(mark))
    .map(Number)
}

/**
 * @param {string} pid
 * @returns {string[]} its variables as `NAME=value`; none when it has just ended or belongs to somebody else
 */
function readEnvironment(pid) {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0')
  } catch {
    return []
  }
}

/**
 * @param {number} target a process id, or a group as a negative number
 * @param {NodeJS.Signals | 0} name
 * @returns {boolean} false when there is no such process any more
 */
function signal(target, name) {
  try {
    process.kill(target, name)
    return true
  } catch {
    return false
  }
}
