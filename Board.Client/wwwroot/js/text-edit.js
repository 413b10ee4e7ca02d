// Edits of a text, as in Board.Shared/Text/TextEdit: arrays of positive numbers (keep so many UTF-16 units), strings
// (insert) and negative numbers (delete), always in canonical form. The C# model in tests/Board.TestSupport/Writing
// follows the algorithms line for line.

const isInsert = step => typeof step === "string";
const isDelete = step => step < 0;
const isRetain = step => step > 0;
const lengthOf = step => isInsert(step) ? step.length : Math.abs(step);

class Builder {
  #steps = [];
  #retained = 0;
  #inserted = "";
  #deleted = 0;

  retain(count) {
    if (count === 0) return;
    if (this.#deleted > 0 || this.#inserted.length > 0) this.#flush();
    this.#retained += count;
  }

  insert(text) {
    this.#inserted += text;
  }

  delete(count) {
    this.#deleted += count;
  }

  build() {
    this.#flush();
    return this.#steps;
  }

  #flush() {
    if (this.#retained > 0) this.#steps.push(this.#retained);
    if (this.#inserted.length > 0) this.#steps.push(this.#inserted);
    if (this.#deleted > 0) this.#steps.push(-this.#deleted);
    this.#retained = 0;
    this.#inserted = "";
    this.#deleted = 0;
  }
}

class Cursor {
  #steps;
  #index = 0;
  #taken = 0;

  constructor(steps) {
    this.#steps = steps;
  }

  get atEnd() { return this.#index === this.#steps.length; }
  get atInsert() { return !this.atEnd && isInsert(this.#steps[this.#index]); }
  get atDelete() { return !this.atEnd && isDelete(this.#steps[this.#index]); }
  get atRetain() { return !this.atEnd && isRetain(this.#steps[this.#index]); }
  get remaining() { return lengthOf(this.#steps[this.#index]) - this.#taken; }
  get remainingInsert() { return this.#steps[this.#index].slice(this.#taken); }

  take(count) {
    this.#taken += count;
    if (this.#taken < lengthOf(this.#steps[this.#index])) return;
    this.#index++;
    this.#taken = 0;
  }
}

export const isIdentity = edit => edit.length === 0 || (edit.length === 1 && isRetain(edit[0]));

export function apply(edit, text) {
  let result = "";
  let at = 0;
  for (const step of edit) {
    if (isInsert(step)) result += step;
    else if (isDelete(step)) at -= step;
    else result += text.slice(at, at += step);
  }
  return result;
}

// The smallest single splice between two texts that tears no surrogate pair.
export function between(before, after) {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  if (splitsPair(before, start) || splitsPair(after, start)) start--;
  let end = 0;
  const most = Math.min(before.length, after.length) - start;
  while (end < most && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  if (splitsPair(before, before.length - end) || splitsPair(after, after.length - end)) end--;
  const edit = new Builder();
  edit.retain(start);
  edit.insert(after.slice(start, after.length - end));
  edit.delete(before.length - start - end);
  edit.retain(end);
  return edit.build();
}

export function compose(one, next) {
  const first = new Cursor(one);
  const second = new Cursor(next);
  const both = new Builder();
  while (!first.atEnd || !second.atEnd) {
    if (first.atDelete) {
      both.delete(first.remaining);
      first.take(first.remaining);
      continue;
    }

    if (second.atInsert) {
      both.insert(second.remainingInsert);
      second.take(second.remaining);
      continue;
    }

    const count = Math.min(first.remaining, second.remaining);
    if (first.atInsert && second.atRetain) both.insert(first.remainingInsert.slice(0, count));
    else if (first.atRetain && second.atRetain) both.retain(count);
    else if (first.atRetain && second.atDelete) both.delete(count);
    first.take(count);
    second.take(count);
  }
  return both.build();
}

// Both made on one text; each rewritten to follow the other. Where both insert, what is left comes first.
export function transform(left, right) {
  const ofLeft = new Cursor(left);
  const ofRight = new Cursor(right);
  const newLeft = new Builder();
  const newRight = new Builder();
  while (!ofLeft.atEnd || !ofRight.atEnd) {
    if (ofLeft.atInsert) {
      newLeft.insert(ofLeft.remainingInsert);
      newRight.retain(ofLeft.remaining);
      ofLeft.take(ofLeft.remaining);
      continue;
    }

    if (ofRight.atInsert) {
      newLeft.retain(ofRight.remaining);
      newRight.insert(ofRight.remainingInsert);
      ofRight.take(ofRight.remaining);
      continue;
    }

    const count = Math.min(ofLeft.remaining, ofRight.remaining);
    if (ofRight.atRetain) ofLeft.atDelete ? newLeft.delete(count) : newLeft.retain(count);
    if (ofLeft.atRetain) ofRight.atDelete ? newRight.delete(count) : newRight.retain(count);
    ofLeft.take(count);
    ofRight.take(count);
  }
  return [newLeft.build(), newRight.build()];
}

// The edit as cuts and pastes from the end of the text to its beginning: { at, delete, insert }.
export function splicesFromTheEnd(edit) {
  const splices = [];
  let at = 0;
  for (let i = 0; i < edit.length; i++) {
    if (isRetain(edit[i])) {
      at += edit[i];
      continue;
    }

    const splice = { at, delete: 0, insert: "" };
    if (isInsert(edit[i])) splice.insert = edit[i];
    else splice.delete = -edit[i];
    if (isInsert(edit[i]) && i + 1 < edit.length && isDelete(edit[i + 1])) splice.delete = -edit[++i];
    at += splice.delete;
    splices.unshift(splice);
  }
  return splices;
}

function splitsPair(text, at) {
  return at > 0 && at < text.length && /[\uD800-\uDBFF]/.test(text[at - 1]) && /[\uDC00-\uDFFF]/.test(text[at]);
}
