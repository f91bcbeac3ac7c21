#include "base/hash.hpp"

#include <openssl/evp.h>

#include <array>
#include <cstdlib>

namespace amends::base {

std::string sha256_hex(std::string_view bytes) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int size = 0;
    // Fails only where OpenSSL itself is broken or memory is out: nothing that may go on deciding by this hash.
    static const EVP_MD* const sha256 = EVP_MD_fetch(nullptr, "SHA256", nullptr);  // looked for once, not at each hash
    if (sha256 == nullptr || EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, sha256, nullptr) != 1)
        std::abort();
    constexpr std::string_view digits = "0123456789abcdef";
    std::string result;
    result.reserve(std::size_t{size} * 2);
    for (unsigned int at = 0; at < size; ++at) {
        result += digits[digest[at] >> 4U];
        result += digits[digest[at] & 0xFU];
    }
    return result;
}

}  // namespace amends::base
