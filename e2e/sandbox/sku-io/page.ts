/** The most rows a page holds, whatever is asked for; the answer's `per_page` says what was used. */
const LARGEST_PAGE = 100

/** What a page of rows is cut from. */
export interface PageRequest {
  page: number
  perPage: number
  /** Address of the list without its query. */
  path: string
}

/** The part of a list that a page shows, as offset and length. */
export function pageRange({ page, perPage }: PageRequest): { start: number; count: number } {
  const count = Math.min(perPage, LARGEST_PAGE)
  return { start: (page - 1) * count, count }
}

/**
 * The flat page of this remote. The addresses of the neighbouring pages carry nothing but `page`: following them loses
 * the size, the order and the filters of the list.
 */
export function pageOf<T>(rows: readonly T[], total: number, request: PageRequest) {
  const { start, count } = pageRange(request)
  const { page, path } = request
  const lastPage = Math.max(1, Math.ceil(total / count))
  return {
    data: rows,
    current_page: page,
    last_page: lastPage,
    per_page: count,
    total,
    from: rows.length === 0 ? null : start + 1,
    to: rows.length === 0 ? null : start + rows.length,
    next_page_url: page < lastPage ? `${path}?page=${page + 1}` : null,
    prev_page_url: page > 1 ? `${path}?page=${page - 1}` : null,
    path,
  }
}
