//! The backend under plotters: takes its drawing calls down onto a [`Canvas`]. Coordinates are tenths of a unit, since plotters draws
//! in whole numbers.

use crate::chart::canvas::{Canvas, Font};
use crate::chart::ink::Ink;
use crate::chart::text::width;
use plotters_backend::{BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind};
use std::convert::Infallible;

/// The backend: takes plotters' drawing calls down onto a canvas.
pub struct Pen<'c> {
    canvas: &'c mut Canvas,
    size: (u32, u32),
}

impl<'c> Pen<'c> {
    /// A backend for a canvas of this size in tenths of a unit.
    pub fn new(canvas: &'c mut Canvas, size: (u32, u32)) -> Self {
        Self { canvas, size }
    }
}

impl DrawingBackend for Pen<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Result<(), DrawingErrorKind<Infallible>> {
        Ok(())
    }

    fn present(&mut self) -> Result<(), DrawingErrorKind<Infallible>> {
        Ok(())
    }

    fn draw_pixel(&mut self, (x, y): BackendCoord, color: BackendColor) -> Result<(), DrawingErrorKind<Infallible>> {
        self.canvas.draw_box(Ink::of(color), (x, y), (x + 10, y + 10));
        Ok(())
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Result<(), DrawingErrorKind<Infallible>> {
        self.canvas.draw_path(Ink::of(style.color()), [from, to]);
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        upper_left: BackendCoord,
        bottom_right: BackendCoord,
        style: &S,
        _fill: bool,
    ) -> Result<(), DrawingErrorKind<Infallible>> {
        self.canvas.draw_box(Ink::of(style.color()), upper_left, bottom_right);
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Result<(), DrawingErrorKind<Infallible>> {
        self.canvas.draw_path(Ink::of(style.color()), path);
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        (x, y): BackendCoord,
        radius: u32,
        style: &S,
        _fill: bool,
    ) -> Result<(), DrawingErrorKind<Infallible>> {
        self.canvas.draw_disc(Ink::of(style.color()), (x, y), i32::try_from(radius).unwrap_or(0));
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        vert: I,
        style: &S,
    ) -> Result<(), DrawingErrorKind<Infallible>> {
        let ink = Ink::of(style.color());
        self.canvas.draw_path(ink, vert);
        self.canvas.close(ink);
        Ok(())
    }

    fn draw_text<T: BackendTextStyle>(&mut self, text: &str, style: &T, (x, y): BackendCoord) -> Result<(), DrawingErrorKind<Infallible>> {
        let (_, high) = self.estimate_text_size(text, style)?;
        let size = high / 10;
        let font = Font::plain(u8::try_from(size).unwrap_or(u8::MAX));
        self.canvas.text(font, f64::from(x) / 10.0, f64::from(y) / 10.0 + f64::from(size), text);
        Ok(())
    }

    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    fn estimate_text_size<T: BackendTextStyle>(&self, text: &str, style: &T) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        Ok(((width(text, style.size(), false)).ceil() as u32, style.size().ceil() as u32))
    }
}
