#include "wave.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HEADER_BYTES 44
#define LINE_RATE 8000
/* What is above would come back as a tone that nobody said. */
#define HIGHEST 3600.0
/* How far each side of a sample is weighed, in samples of the line: more is steeper, and slower. */
#define REACH 12.0
#define PI 3.14159265358979323846
/* Two minutes at 48 kHz. */
#define MOST_BYTES (120L * 48000 * 2)

static uint32_t little(const unsigned char *bytes, int count)
{
    uint32_t number = 0;
    while (count-- > 0) number = number << 8 | bytes[count];
    return number;
}

static void put_little(unsigned char *bytes, uint32_t number, int count)
{
    for (; count-- > 0; number >>= 8) *bytes++ = (unsigned char)number;
}

/* Each sample of the line is the weighed mean of those around it: a low pass with a Hann window. */
static int16_t sample_at(const unsigned char *samples, long count, double rate, long index)
{
    double centre = index * rate / LINE_RATE, reach = REACH * rate / LINE_RATE;
    double sum = 0, weights = 0;
    long i = (long)ceil(centre - reach), last = (long)floor(centre + reach);
    if (i < 0) i = 0;
    if (last > count - 1) last = count - 1;
    for (; i <= last; i++) {
        double away = i - centre, turn = 2 * PI * HIGHEST * away / rate;
        double weight = (fabs(turn) < 1e-9 ? 1 : sin(turn) / turn) * (0.5 + 0.5 * cos(PI * away / reach));
        sum += weight * (int16_t)little(samples + 2 * i, 2);
        weights += weight;
    }
    sum = weights > 0 ? sum / weights : 0;
    return (int16_t)(sum > 32767 ? 32767 : sum < -32768 ? -32768 : lrint(sum));
}

static int write_narrow(FILE *to, const unsigned char *samples, long count, uint32_t rate)
{
    unsigned char header[HEADER_BYTES] = "RIFF....WAVEfmt ", two[2];
    long index, narrow = (long)((double)count * LINE_RATE / rate);
    put_little(header + 4, HEADER_BYTES - 8 + (uint32_t)narrow * 2, 4);
    put_little(header + 16, 16, 4);            /* bytes of the format that follow */
    put_little(header + 20, 1, 2);             /* PCM */
    put_little(header + 22, 1, 2);             /* channels */
    put_little(header + 24, LINE_RATE, 4);
    put_little(header + 28, LINE_RATE * 2, 4); /* bytes a second */
    put_little(header + 32, 2, 2);             /* bytes a sample */
    put_little(header + 34, 16, 2);            /* bits a sample */
    memcpy(header + 36, "data", 4);
    put_little(header + 40, (uint32_t)narrow * 2, 4);
    if (fwrite(header, 1, sizeof header, to) != sizeof header) return -1;
    for (index = 0; index < narrow; index++) {
        put_little(two, (uint16_t)sample_at(samples, count, rate, index), 2);
        if (fwrite(two, 1, 2, to) != 2) return -1;
    }
    return 0;
}

int wave_narrow(const char *from, const char *to)
{
    unsigned char header[HEADER_BYTES], *samples;
    FILE *in = fopen(from, "rb"), *out;
    size_t length = 0;
    uint32_t rate;
    int failed = -1;
    if (in == NULL) return -1;
    samples = malloc(MOST_BYTES);
    if (samples != NULL && fread(header, 1, sizeof header, in) == sizeof header &&
        memcmp(header + 8, "WAVEfmt ", 8) == 0 && little(header + 22, 2) == 1 &&
        little(header + 34, 2) == 16 && (rate = little(header + 24, 4)) >= LINE_RATE &&
        (length = fread(samples, 1, MOST_BYTES, in)) >= 2 && (out = fopen(to, "wb")) != NULL) {
        failed = write_narrow(out, samples, (long)(length / 2), rate);
        if (fclose(out) != 0) failed = -1;
    }
    free(samples);
    fclose(in);
    return failed;
}
