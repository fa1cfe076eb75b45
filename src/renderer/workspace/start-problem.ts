/** Why a workspace could not be opened. Nothing is deleted or emptied because of it. */
export interface StartProblem {
  /**
   * `damaged`, `gone`: its files, seen before they were opened. `emptied`: it opened, and the customers that were in it are
   * not there. `migration`: it could not be brought up to date. `restore`: the backup could not be read to its end.
   */
  kind: 'start-timeout' | 'failed' | 'disk-full' | 'damaged' | 'gone' | 'emptied' | 'migration' | 'restore'
  /** For support; holds no customer data. */
  detail: string
  /** Customers when it was last open; left out where that says nothing here. */
  customers?: number
}
