"use strict";
// Generated images as a grid.
{
  function draw({height, width, channels, count, pixels}) {
    const across = Math.ceil(Math.sqrt(count)), down = Math.ceil(count / across), gap = 1;
    const canvas = element("canvas", {width: across * (width + gap) - gap, height: down * (height + gap) - gap});
    const bytes = Uint8Array.from(atob(pixels), (c) => c.charCodeAt(0)), context = canvas.getContext("2d");
    for (let i = 0; i < count; ++i) {
      const image = context.createImageData(width, height), area = width * height, start = i * channels * area;
      for (let p = 0; p < area; ++p) {
        for (let c = 0; c < 3; ++c) image.data[4 * p + c] = bytes[start + (channels === 3 ? c * area : 0) + p];
        image.data[4 * p + 3] = 255;
      }
      context.putImageData(image, (i % across) * (width + gap), Math.floor(i / across) * (height + gap));
    }
    return canvas;
  }

  section({
    id: "images",
    title: "Generated images",
    when: (data) => data.images.length > 0,
    build(root, data) {
      root.append(element("p", {class: "lead"}, "Of each arm the run whose score is next to the median, not the best."),
        element("div", {class: "small-multiples"}, data.images.map((made) => {
          const canvas = draw(made), label = data.arms[made.arm].label;
          canvas.setAttribute("role", "img");
          canvas.setAttribute("aria-label", `${made.count} images of ${made.width} by ${made.height} pixels made by ${label}`);
          return element("figure", {"data-chart": "images", "data-drawn": "true"}, element("h3", {}, label), canvas,
            element("figcaption", {}, `Seed ${made.seed}, ${made.count} of ${made.of}; black is the least, white the largest value.`));
        })));
    },
  });
}
