/* Stands between a program and its disk (LD_PRELOAD), for the files whose names begin with DISK_FILE and their folder:
 * records what is written and synced into DISK_RECORD, and refuses as the first character of the file DISK_FAULT says:
 *   F  the disk is full: what is there can be written over, and a length costs nothing, but nothing new is written
 *   W  writing fails      S  syncing fails      R  reading fails
 *
 * A record is a head (kind, which file, length, offset), then the bytes:
 *   C created   W written   T cut to `offset`   U unlinked   S synced   D the folder synced
 * A write stands in the record before it is made and a sync after it was made, so that nothing is taken for safe too soon. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum { DATABASE = 1, LOG = 2, SHARED = 3, FOLDER = 4, MOST = 65536 };

struct head {
    uint8_t kind, file;
    uint16_t none;
    uint32_t length;
    uint64_t offset;
};

static unsigned char files[MOST];
static char name[4096], folder[4096];
static int record = -1, fault = -1;

static ssize_t (*real_pwrite)(int, const void *, size_t, off64_t);
static ssize_t (*real_pread)(int, void *, size_t, off64_t);
static ssize_t (*real_write)(int, const void *, size_t);
static ssize_t (*real_read)(int, void *, size_t);
static int (*real_open)(const char *, int, ...);
static int (*real_close)(int);
static int (*real_fsync)(int);
static int (*real_ftruncate)(int, off64_t);
static int (*real_unlink)(const char *);

__attribute__((constructor)) static void begin(void)
{
    real_pwrite = dlsym(RTLD_NEXT, "pwrite64");
    real_pread = dlsym(RTLD_NEXT, "pread64");
    real_write = dlsym(RTLD_NEXT, "write");
    real_read = dlsym(RTLD_NEXT, "read");
    real_open = dlsym(RTLD_NEXT, "open64");
    real_close = dlsym(RTLD_NEXT, "close");
    real_fsync = dlsym(RTLD_NEXT, "fsync");
    real_ftruncate = dlsym(RTLD_NEXT, "ftruncate64");
    real_unlink = dlsym(RTLD_NEXT, "unlink");
    const char *file = getenv("DISK_FILE");
    if (!file || !realpath(file, name))
        return;
    strcpy(folder, name);
    dirname(folder);
    const char *path = getenv("DISK_RECORD");
    if (path)
        record = real_open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
    path = getenv("DISK_FAULT");
    if (path)
        fault = real_open(path, O_RDONLY | O_CLOEXEC);
}

static unsigned char which(const char *path)
{
    size_t length = strlen(name);
    if (!length)
        return 0;
    if (!strcmp(path, folder))
        return FOLDER;
    if (strncmp(path, name, length))
        return 0;
    path += length;
    return !*path ? DATABASE : !strcmp(path, "-wal") ? LOG : !strcmp(path, "-shm") ? SHARED : 0;
}

static unsigned char file_of(int fd)
{
    return fd >= 0 && fd < MOST ? files[fd] : 0;
}

static void note(char kind, unsigned char file, uint64_t offset, const void *bytes, size_t length)
{
    if (record < 0 || file == SHARED)
        return;
    struct head head = {kind, file, 0, length, offset};
    struct iovec parts[2] = {{&head, sizeof head}, {(void *)bytes, length}};
    if (writev(record, parts, 2) != (ssize_t)(sizeof head + length))
        abort();
}

static int fails(char kind)
{
    char now;
    return fault >= 0 && real_pread(fault, &now, 1, 0) == 1 && now == kind;
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t offset)
{
    unsigned char file = file_of(fd);
    if (file) {
        struct stat now;
        if (fails('W')) {
            errno = EIO;
            return -1;
        }
        if (fails('F') && !fstat(fd, &now) && offset + (off64_t)length > now.st_size) {
            /* As a disk does it: what fits is written, and the next attempt says why no more was. */
            if (offset >= now.st_size) {
                errno = ENOSPC;
                return -1;
            }
            length = now.st_size - offset;
        }
        note('W', file, offset, bytes, length);
    }
    return real_pwrite(fd, bytes, length, offset);
}

ssize_t write(int fd, const void *bytes, size_t length)
{
    if (file_of(fd))
        return pwrite64(fd, bytes, length, lseek64(fd, 0, SEEK_CUR));
    return real_write(fd, bytes, length);
}

ssize_t pread64(int fd, void *bytes, size_t length, off64_t offset)
{
    if (file_of(fd) && fails('R')) {
        errno = EIO;
        return -1;
    }
    return real_pread(fd, bytes, length, offset);
}

ssize_t read(int fd, void *bytes, size_t length)
{
    if (file_of(fd) && fails('R')) {
        errno = EIO;
        return -1;
    }
    return real_read(fd, bytes, length);
}

static int opened(const char *path, int flags, mode_t mode)
{
    char full[4096];
    unsigned char file = 0;
    if (*name && realpath(path, full))
        file = which(full);
    else if (*name && errno == ENOENT && (flags & O_CREAT)) {
        /* It is new: its folder is not. */
        char copy[4096], *end = strrchr(strcpy(copy, path), '/');
        if (end) {
            *end = 0;
            if (realpath(copy, full) && strlen(full) + strlen(end + 1) + 2 < sizeof full) {
                strcat(strcat(full, "/"), end + 1);
                if ((file = which(full)))
                    note('C', file, 0, "", 0);
            }
        }
    }
    int fd = real_open(path, flags, mode);
    if (fd >= 0 && fd < MOST)
        files[fd] = file;
    return fd;
}

int open64(const char *path, int flags, ...)
{
    va_list rest;
    va_start(rest, flags);
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0;
    va_end(rest);
    return opened(path, flags, mode);
}

int open(const char *path, int flags, ...)
{
    va_list rest;
    va_start(rest, flags);
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0;
    va_end(rest);
    return opened(path, flags, mode);
}

int close(int fd)
{
    if (fd >= 0 && fd < MOST)
        files[fd] = 0;
    return real_close(fd);
}

int fsync(int fd)
{
    unsigned char file = file_of(fd);
    if (file && fails('S')) {
        errno = EIO;
        return -1;
    }
    int result = real_fsync(fd);
    if (file && !result)
        note(file == FOLDER ? 'D' : 'S', file, 0, "", 0);
    return result;
}

int fdatasync(int fd)
{
    return fsync(fd);
}

int ftruncate64(int fd, off64_t length)
{
    unsigned char file = file_of(fd);
    if (file && fails('W')) {
        errno = EIO;
        return -1;
    }
    if (file)
        note('T', file, length, "", 0);
    return real_ftruncate(fd, length);
}

int unlink(const char *path)
{
    char full[4096];
    unsigned char file = *name && realpath(path, full) ? which(full) : 0;
    if (file)
        note('U', file, 0, "", 0);
    return real_unlink(path);
}
