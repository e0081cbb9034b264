// Eigenvalues of a real symmetric matrix: Householder tridiagonalisation and implicit QL without vectors.

/** Steps of QL per eigenvalue before it counts as hopeless; three are usual. */
const MOST_STEPS = 60;

/**
 * Eigenvalues in ascending order, of the n × n symmetric matrix in `a`, row by row; only the lower triangle is read, and `a` is
 * used up. 4n³/3 multiplications. EISPACK's tred1 and tql1 (Martin, Reinsch & Wilkinson 1968; Bowdler et al. 1968).
 */
export function symmetricEigenvalues(a: Float64Array, n: number): Float64Array {
  const diagonal = new Float64Array(n);
  const off = new Float64Array(n);
  tridiagonalise(a, n, diagonal, off);
  ql(diagonal, off);
  return diagonal.sort();
}

/** Leaves the tridiagonal matrix in `diagonal` and `off` (off[i] beside diagonal[i − 1] and diagonal[i]; off[0] = 0). */
function tridiagonalise(a: Float64Array, n: number, diagonal: Float64Array, off: Float64Array): void {
  const p = new Float64Array(n);
  for (let i = n - 1; i > 0; i--) {
    const u = a.subarray(i * n, i * n + i);
    let scale = 0;
    for (let k = 0; k < i; k++) scale += Math.abs(u[k] as number);
    diagonal[i] = a[i * n + i] as number;
    if (i === 1 || scale === 0) {
      off[i] = u[i - 1] as number;
      continue;
    }
    let h = 0;
    for (let k = 0; k < i; k++) {
      const x = (u[k] as number) / scale;
      u[k] = x;
      h += x * x;
    }
    const f = u[i - 1] as number;
    const g = f >= 0 ? -Math.sqrt(h) : Math.sqrt(h);
    off[i] = scale * g;
    h -= f * g;
    u[i - 1] = f - g;
    // p = A u / h, of the lower triangle, along its rows.
    p.fill(0, 0, i);
    for (let j = 0; j < i; j++) {
      const row = a.subarray(j * n, j * n + j);
      const x = u[j] as number;
      let sum = (a[j * n + j] as number) * x;
      for (let k = 0; k < j; k++) {
        const value = row[k] as number;
        sum += value * (u[k] as number);
        p[k] = (p[k] as number) + value * x;
      }
      p[j] = (p[j] as number) + sum;
    }
    let along = 0;
    for (let j = 0; j < i; j++) {
      p[j] = (p[j] as number) / h;
      along += (p[j] as number) * (u[j] as number);
    }
    // A ← A − u qᵀ − q uᵀ with q = p − (uᵀp / 2h) u.
    const half = along / (h + h);
    for (let j = 0; j < i; j++) {
      const x = u[j] as number;
      const q = (p[j] as number) - half * x;
      p[j] = q;
      const row = a.subarray(j * n, j * n + j + 1);
      for (let k = 0; k <= j; k++) row[k] = (row[k] as number) - x * (p[k] as number) - q * (u[k] as number);
    }
  }
  if (n > 0) diagonal[0] = a[0] as number;
}

/** Turns the tridiagonal matrix into its eigenvalues, in `diagonal`. */
function ql(diagonal: Float64Array, off: Float64Array): void {
  const n = diagonal.length;
  for (let i = 1; i < n; i++) off[i - 1] = off[i] as number;
  if (n > 0) off[n - 1] = 0;
  for (let l = 0; l < n; l++) {
    for (let step = 0; ; step++) {
      let m = l;
      for (; m < n - 1; m++) {
        const size = Math.abs(diagonal[m] as number) + Math.abs(diagonal[m + 1] as number);
        if (Math.abs(off[m] as number) <= Number.EPSILON * size) break;
      }
      // What is still off after so many steps is below any digit that is shown.
      if (m === l || step === MOST_STEPS) break;
      let g = ((diagonal[l + 1] as number) - (diagonal[l] as number)) / (2 * (off[l] as number));
      let r = Math.hypot(g, 1);
      g = (diagonal[m] as number) - (diagonal[l] as number) + (off[l] as number) / (g + (g >= 0 ? r : -r));
      let s = 1;
      let c = 1;
      let p = 0;
      let i = m - 1;
      for (; i >= l; i--) {
        const f = s * (off[i] as number);
        const b = c * (off[i] as number);
        r = Math.sqrt(f * f + g * g);
        off[i + 1] = r;
        if (r === 0) {
          diagonal[i + 1] = (diagonal[i + 1] as number) - p;
          off[m] = 0;
          break;
        }
        s = f / r;
        c = g / r;
        g = (diagonal[i + 1] as number) - p;
        r = ((diagonal[i] as number) - g) * s + 2 * c * b;
        p = s * r;
        diagonal[i + 1] = g + p;
        g = c * r - b;
      }
      if (r === 0 && i >= l) continue;
      diagonal[l] = (diagonal[l] as number) - p;
      off[l] = g;
      off[m] = 0;
    }
  }
}
