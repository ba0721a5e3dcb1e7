// Draws the example's pictures: circles, squares and triangles that differ in place, size, angle, colour and background.
// Everything comes from a seed, so a second run gives the same files. Run it as `npm run draw -w quickstart`.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { encode } from "fast-png";

const SIZE = 128;
const SAMPLES = 4; // per pixel and axis: soft edges, as in a photograph
const PER_LABEL = 12;
const data = join(dirname(fileURLToPath(import.meta.url)), "..", "data");

/** Each shape says whether a point, in units of its radius around its centre, lies inside. */
const shapes = {
  circle: (x, y) => x * x + y * y <= 1,
  square: (x, y) => Math.max(Math.abs(x), Math.abs(y)) <= 0.85,
  triangle: (x, y) => y <= 0.7 && y >= 1.75 * Math.abs(x) - 1,
};

/** Faint ground patterns, from -1 to 1: a model must not learn the ground in place of the shape. */
const grounds = [
  () => 0,
  (x) => (x % 16 < 8 ? 1 : -1),
  (x, y) => (y % 24 < 12 ? 1 : -1),
  (x, y) => (((x >> 4) + (y >> 4)) % 2 === 0 ? 1 : -1),
  (x, y) => y / (SIZE / 2) - 1,
];

/** mulberry32: small, and the same on every machine. */
function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function colour(hue, lightness) {
  const channel = (offset) => {
    const position = (offset + hue * 12) % 12;
    return (
      255 *
      (lightness - 0.45 * Math.min(lightness, 1 - lightness) * Math.max(-1, Math.min(position - 3, 9 - position, 1)))
    );
  };
  return [channel(0), channel(8), channel(4)];
}

function draw(label, seed) {
  const random = randomFrom(seed);
  const between = (low, high) => low + (high - low) * random();
  const radius = between(24, 44);
  const [centreX, centreY] = [between(radius, SIZE - radius), between(radius, SIZE - radius)];
  const angle = between(-0.6, 0.6);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const dark = random() < 0.5;
  const ink = colour(random(), dark ? between(0.2, 0.35) : between(0.65, 0.8));
  const paper = colour(random(), dark ? between(0.7, 0.85) : between(0.15, 0.3));
  const ground = grounds[Math.floor(random() * grounds.length)];
  const inside = (x, y) => {
    const [dx, dy] = [(x - centreX) / radius, (y - centreY) / radius];
    return shapes[label](dx * cos + dy * sin, dy * cos - dx * sin);
  };

  const pixels = new Uint8Array(SIZE * SIZE * 3);
  for (let y = 0; y < SIZE; y++) {
    for (let x = 0; x < SIZE; x++) {
      let covered = 0;
      for (let sample = 0; sample < SAMPLES * SAMPLES; sample++) {
        const [dx, dy] = [(sample % SAMPLES) + 0.5, Math.floor(sample / SAMPLES) + 0.5];
        if (inside(x + dx / SAMPLES, y + dy / SAMPLES)) covered++;
      }
      const share = covered / (SAMPLES * SAMPLES);
      for (let channel = 0; channel < 3; channel++) {
        const behind = paper[channel] + 9 * ground(x, y);
        pixels[(y * SIZE + x) * 3 + channel] = Math.round(share * ink[channel] + (1 - share) * behind);
      }
    }
  }
  for (let dust = 0; dust < 30; dust++) {
    const at = Math.floor(random() * SIZE * SIZE) * 3;
    pixels.fill(random() < 0.5 ? 40 : 215, at, at + 3);
  }
  return encode({ width: SIZE, height: SIZE, data: pixels, channels: 3, depth: 8 }, { zlib: { level: 9 } });
}

for (const folder of ["images", "unseen"]) mkdirSync(join(data, folder), { recursive: true });
for (const [index, label] of Object.keys(shapes).entries()) {
  for (let number = 1; number <= PER_LABEL; number++) {
    const name = `${label}-${String(number).padStart(2, "0")}.png`;
    writeFileSync(join(data, "images", name), draw(label, index * 1000 + number));
  }
  writeFileSync(join(data, "unseen", `${label}.png`), draw(label, index * 1000 + 999));
}
