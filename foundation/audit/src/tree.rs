//! The tree of RFC 6962 as tiles of 256 hashes (c2sp.org/tlog-tiles).
//!
//! The mathematics is the `tlog_tiles` crate's; here are only the tiles it works on.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use tlog_tiles::{Error, HashReader, Tile, prove_record, tree_hash};

pub use tlog_tiles::Hash;

/// Height of a tile: 2⁸ hashes.
const HEIGHT: u8 = 8;
/// Hashes in a full tile.
pub(crate) const WIDTH: u64 = 256;
/// Bytes of a hash.
pub(crate) const HASH: usize = 32;
/// Bytes of a full tile.
const FULL: usize = 256 * HASH;

/// A tree, or the part of one that is at hand.
#[derive(Debug, Clone, Default)]
pub struct Tree {
    size: u64,
    tiles: BTreeMap<(u8, u64), Vec<u8>>,
    touched: BTreeSet<(u8, u64)>,
}

impl Tree {
    /// An empty tree.
    pub fn new() -> Self {
        Self::default()
    }

    /// A part of a stored tree.
    pub(crate) fn of(size: u64, tiles: BTreeMap<(u8, u64), Vec<u8>>) -> Self {
        Self { size, tiles, touched: BTreeSet::new() }
    }

    /// How many leaves it has.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Adds a leaf; needs only the partial tile of each level.
    pub fn append(&mut self, leaf: Hash) {
        self.push(0, leaf);
        self.size += 1;
    }

    /// Adds a hash at a level; a tile that becomes full gives one hash to the level above.
    fn push(&mut self, level: u8, hash: Hash) {
        let key = (level, nth(self.size, level) / WIDTH);
        let tile = self.tiles.entry(key).or_default();
        tile.extend_from_slice(&hash.0);
        self.touched.insert(key);
        if tile.len() == FULL {
            let whole = Tile::subtree_hash(tile);
            self.push(level + 1, whole);
        }
    }

    /// The bytes of a tile, where it is at hand.
    pub fn tile(&self, level: u8, n: u64) -> Option<&[u8]> {
        self.tiles.get(&(level, n)).map(Vec::as_slice)
    }

    /// The tiles that were made or widened.
    pub(crate) fn touched(&self) -> impl Iterator<Item = (u8, u64, &[u8])> {
        self.touched.iter().filter_map(|&(level, n)| Some((level, n, self.tile(level, n)?)))
    }

    /// The root over the first `size` leaves.
    ///
    /// # Errors
    /// Where a tile that it needs is missing.
    pub fn root(&self, size: u64) -> Result<Hash, Error> {
        tree_hash(size, self)
    }

    /// The path that proves leaf `n` in the tree of the first `size` leaves.
    ///
    /// # Errors
    /// Where a tile that it needs is missing, or `n` is not below `size`.
    pub fn prove(&self, size: u64, n: u64) -> Result<Vec<Hash>, Error> {
        prove_record(size, n, self)
    }
}

impl HashReader for Tree {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<Hash>, Error> {
        let read = |&index: &u64| {
            let tile = Tile::from_index(HEIGHT, index);
            let data = self.tile(tile.level(), tile.level_index()).ok_or(Error::IndexesNotInTree)?;
            tile.hash_at_index(data, index)
        };
        indexes.iter().map(read).collect()
    }
}

/// First notes which hashes are wanted, so that their tiles can be loaded; then gives them.
pub(crate) enum Reader {
    Noting(RefCell<Vec<u64>>),
    Loaded(Tree),
}

impl Reader {
    pub(crate) fn noting() -> Self {
        Self::Noting(RefCell::default())
    }

    /// The tiles in which the noted hashes stand.
    pub(crate) fn wanted(self) -> BTreeSet<(u8, u64)> {
        let Self::Noting(indexes) = self else { return BTreeSet::new() };
        let place = |index| {
            let tile = Tile::from_index(HEIGHT, index);
            (tile.level(), tile.level_index())
        };
        indexes.into_inner().into_iter().map(place).collect()
    }
}

impl HashReader for Reader {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<Hash>, Error> {
        match self {
            Self::Noting(noted) => {
                noted.borrow_mut().extend_from_slice(indexes);
                Ok(vec![Hash::default(); indexes.len()])
            }
            Self::Loaded(tree) => tree.read_hashes(indexes),
        }
    }
}

/// How many whole subtrees of a level the first `size` leaves make.
fn nth(size: u64, level: u8) -> u64 {
    size.checked_shr(u32::from(HEIGHT) * u32::from(level)).unwrap_or(0)
}

/// The tiles of a tree: level, number, width from 1 to 256.
pub fn tiles_of(size: u64) -> Vec<(u8, u64, u64)> {
    let mut tiles = Vec::new();
    for level in 0..HEIGHT {
        let hashes = nth(size, level);
        for n in 0..hashes.div_ceil(WIDTH) {
            tiles.push((level, n, (hashes - n * WIDTH).min(WIDTH)));
        }
    }
    tiles
}

/// The partial tiles at the right edge: all that appending needs.
pub(crate) fn edge_of(size: u64) -> Vec<(u8, u64, u64)> {
    let partial = |level| {
        let hashes = nth(size, level);
        (!hashes.is_multiple_of(WIDTH)).then_some((level, hashes / WIDTH, hashes % WIDTH))
    };
    (0..HEIGHT).filter_map(partial).collect()
}

/// Where a tile lies in an exported log: `tile/0/x001/x234/067.p/112`; level `None` is the bundle of entries.
pub fn tile_path(level: Option<u8>, n: u64, width: u64) -> String {
    let level = level.map_or_else(|| "entries".to_owned(), |level| level.to_string());
    let mut number = format!("{:03}", n % 1000);
    let mut rest = n / 1000;
    while rest > 0 {
        number = format!("x{:03}/{number}", rest % 1000);
        rest /= 1000;
    }
    let part = if width == WIDTH { String::new() } else { format!(".p/{width}") };
    format!("tile/{level}/{number}{part}")
}

#[cfg(test)]
mod tests {
    use tlog_tiles::{check_record, check_tree, prove_tree, record_hash};

    use super::*;

    fn tree(leaves: impl IntoIterator<Item = Vec<u8>>) -> Tree {
        let mut tree = Tree::new();
        leaves.into_iter().for_each(|leaf| tree.append(record_hash(&leaf)));
        tree
    }

    fn hex(text: &str) -> Hash {
        let digits: Vec<u8> =
            text.bytes().map(|b| u8::try_from(char::from(b).to_digit(16).unwrap()).unwrap()).collect();
        Hash(digits.chunks(2).map(|pair| pair[0] * 16 + pair[1]).collect::<Vec<_>>().try_into().unwrap())
    }

    /// The leaves of the reference tree of Certificate Transparency (RFC 6962's own implementation).
    fn reference() -> Vec<Vec<u8>> {
        ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
            .iter()
            .map(|text| {
                text.as_bytes()
                    .chunks(2)
                    .map(|p| u8::from_str_radix(std::str::from_utf8(p).unwrap(), 16).unwrap())
                    .collect()
            })
            .collect()
    }

    #[test]
    fn the_roots_of_the_reference_tree_come_out() {
        let roots = [
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
        ];
        let tree = tree(reference());

        for (size, root) in (0_u64..).zip(roots) {
            assert_eq!(tree.root(size).unwrap(), hex(root), "size {size}");
        }
    }

    #[test]
    fn every_leaf_and_every_earlier_tree_is_proved_across_tiles() {
        let tree = tree((0..600_u32).map(|n| n.to_be_bytes().to_vec()));
        for size in [1, 2, 255, 256, 257, 511, 512, 513, 600] {
            let root = tree.root(size).unwrap();
            for n in (0..size).step_by(37).chain([size - 1]) {
                let leaf = record_hash(&u32::try_from(n).unwrap().to_be_bytes());
                check_record(&tree.prove(size, n).unwrap(), size, root, n, leaf).unwrap();
                let proof = prove_tree(size, n + 1, &tree).unwrap();
                check_tree(&proof, size, root, n + 1, tree.root(n + 1).unwrap()).unwrap();
            }
        }
    }

    #[test]
    fn seventy_thousand_leaves_make_the_tiles_of_the_specification() {
        let tree = tree((0..70_000_u32).map(|n| n.to_be_bytes().to_vec()));
        let widths = |level: u8, full: bool| {
            let tiles = tiles_of(70_000);
            tiles.into_iter().filter(|t| t.0 == level && (t.2 == WIDTH) == full).map(|t| t.2).collect::<Vec<_>>()
        };

        assert_eq!((widths(0, true).len(), widths(0, false)), (273, vec![112]));
        assert_eq!((widths(1, true).len(), widths(1, false)), (1, vec![17]));
        assert_eq!((widths(2, true).len(), widths(2, false)), (0, vec![1]));
        for (level, n, width) in tiles_of(70_000) {
            assert_eq!(tree.tile(level, n).unwrap().len(), usize::try_from(width).unwrap() * HASH);
        }
        assert_eq!(tree.tiles.len(), tiles_of(70_000).len());
    }

    #[test]
    fn paths_are_those_of_the_specification() {
        assert_eq!(tile_path(Some(0), 1_234_067, WIDTH), "tile/0/x001/x234/067");
        assert_eq!(tile_path(None, 273, 112), "tile/entries/273.p/112");
    }
}
