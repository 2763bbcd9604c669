// Pictures are written with zlib alone, so that strips of a picture are compressed in parallel and no setjmp crosses
// Swift frames. libpng reads them back, an independent judge of what was written, and reads micrographs; its simplified interface
// keeps every setjmp within its own frames.
#include <stdlib.h>
#include <string.h>
#include <png.h>
#include <zlib.h>

// Pixels of the PNG file at `path` as packed RGB, row by row from the top; the caller frees them. Null if it is unreadable.
static inline unsigned char *lid_png_read_rgb(const char *path, int *width, int *height) {
  png_image image;
  memset(&image, 0, sizeof image);
  image.version = PNG_IMAGE_VERSION;
  if (!png_image_begin_read_from_file(&image, path)) return NULL;
  image.format = PNG_FORMAT_RGB;
  unsigned char *pixels = malloc(PNG_IMAGE_SIZE(image));
  if (pixels == NULL || !png_image_finish_read(&image, NULL, pixels, 0, NULL)) {
    png_image_free(&image);
    free(pixels);
    return NULL;
  }
  *width = (int)image.width;
  *height = (int)image.height;
  return pixels;
}

// Gray and alpha of a PNG file held in memory: 16 bits each, linear in light, gray multiplied by alpha, row by row from the top; the
// caller frees them. Null if it is unreadable or has more pixels than `most`; then `message` (64 bytes) says why.
static inline unsigned short *lid_png_read_gray(const void *bytes, size_t size, size_t most, int *width, int *height, char *message) {
  png_image image;
  memset(&image, 0, sizeof image);
  image.version = PNG_IMAGE_VERSION;
  if (!png_image_begin_read_from_memory(&image, bytes, size)) {
    memcpy(message, image.message, sizeof image.message);
    return NULL;
  }
  *width = (int)image.width;
  *height = (int)image.height;
  if ((size_t)image.width * image.height > most) {
    png_image_free(&image);
    strcpy(message, "too large");
    return NULL;
  }
  // Without it 16-bit files would count as linear in light where 8-bit files do not.
  image.flags |= PNG_IMAGE_FLAG_16BIT_sRGB;
  image.format = PNG_FORMAT_LINEAR_Y_ALPHA;
  unsigned short *pixels = malloc(PNG_IMAGE_SIZE(image));
  if (pixels == NULL) strcpy(image.message, "out of memory");
  if (pixels == NULL || !png_image_finish_read(&image, NULL, pixels, 0, NULL)) {
    memcpy(message, image.message, sizeof image.message);
    png_image_free(&image);
    free(pixels);
    return NULL;
  }
  return pixels;
}
