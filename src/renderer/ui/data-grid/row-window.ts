/** Sizes of a grid, in px but for the rows. */
export interface GridSize {
  readonly rowCount: number
  readonly rowHeight: number
  /** Height of what stays on top. */
  readonly header: number
  /** Height of what is seen, header included. */
  readonly view: number
}

/**
 * Where a grid is scrolled to: `scrollTop` as the browser has it, `shift` by how much further down the rows are than
 * that. 0 where all rows fit the height that an element can have.
 */
export interface ScrollPlace {
  readonly scrollTop: number
  readonly shift: number
}

/** The top of a grid. */
export const AT_TOP: ScrollPlace = { scrollTop: 0, shift: 0 }

/** Tallest element, in px: Chromium has an end at 33,554,428, less a good deal where pages are zoomed. */
export const TALLEST = 12_000_000

/** Height of the scrolled element. */
export function drawnHeight(size: GridSize): number {
  return Math.min(fullHeight(size), TALLEST)
}

function fullHeight({ header, rowCount, rowHeight }: GridSize): number {
  return header + rowCount * rowHeight
}

/** How far down the first row can be pushed out of sight, in the rows' own px and in those of the element. */
function lastTops(size: GridSize): { full: number; drawn: number } {
  return {
    full: Math.max(0, fullHeight(size) - size.view),
    drawn: Math.max(0, drawnHeight(size) - size.view),
  }
}

/** The pixel of the rows that is uppermost, also where the place is one of a grid that was taller. */
export function topOf({ scrollTop, shift }: ScrollPlace, size: GridSize): number {
  const { full, drawn } = lastTops(size)
  return Math.min(Math.max(0, full === drawn ? scrollTop : scrollTop + shift), full)
}

/**
 * The place after the browser has scrolled to `scrollTop`. In a grid that is taller than an element can be, small steps
 * (wheel, arrows) move by as many px; a jump (the bar) goes to the same share of all rows; the ends are the ends.
 */
export function scrolledTo(scrollTop: number, before: ScrollPlace, size: GridSize): ScrollPlace {
  const last = lastTops(size)
  if (last.full === last.drawn || scrollTop <= 0) return { scrollTop, shift: 0 }
  if (scrollTop >= last.drawn - 1) return { scrollTop, shift: last.full - scrollTop }
  const isStep = Math.abs(scrollTop - before.scrollTop) < size.view
  const top = isStep ? scrollTop + before.shift : (scrollTop / last.drawn) * last.full
  return { scrollTop, shift: Math.round(Math.min(Math.max(0, top), last.full)) - scrollTop }
}

/** The place from which a row is seen whole, as near to this one as can be; the same where it is seen already. */
export function placeShowing(index: number, place: ScrollPlace, size: GridSize): ScrollPlace {
  const top = topOf(place, size)
  const rows = size.view - size.header
  const start = index * size.rowHeight
  const end = start + size.rowHeight
  if (start >= top && end <= top + rows) return place
  const last = lastTops(size)
  const wanted = Math.min(Math.max(0, start < top ? start : end - rows), last.full)
  if (last.full === last.drawn) return { scrollTop: wanted, shift: 0 }
  const near = place.scrollTop + wanted - top
  const isNear = Math.abs(wanted - top) < size.view && near > 0 && near < last.drawn - 1
  const scrollTop = isNear ? near : Math.round((wanted / last.full) * last.drawn)
  return { scrollTop, shift: wanted - scrollTop }
}

/** The rows of which something is seen: the first one, and the one after the last. */
export function rowsSeen(top: number, { rowCount, rowHeight, header, view }: GridSize): [number, number] {
  const first = Math.floor(top / rowHeight)
  const end = Math.ceil((top + Math.max(0, view - header)) / rowHeight)
  return [Math.min(first, Math.max(0, rowCount - 1)), Math.min(end, rowCount)]
}
